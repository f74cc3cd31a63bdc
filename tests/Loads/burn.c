/* Keeps one CPU busy for SECONDS, then ends. Usage: burn SECONDS [THREADS]
   With THREADS the first thread sleeps and that many others are busy. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

/* All begin at once: those that ran already would leave the first thread little time to make the others. */
static pthread_rwlock_t start = PTHREAD_RWLOCK_INITIALIZER;

static void *spin(void *unused)
{
    pthread_rwlock_rdlock(&start);
    pthread_rwlock_unlock(&start);
    for (volatile unsigned long count = 0;; count++)
        ;
    return unused;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int threads = argc > 2 ? atoi(argv[2]) : 0;
    alarm(seconds);
    pthread_rwlock_wrlock(&start);
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, spin, NULL);
    }
    pthread_rwlock_unlock(&start);
    if (threads == 0)
        spin(NULL);
    for (;;)
        pause();
}
