/* Keeps one CPU busy for SECONDS, then ends. Usage: burn SECONDS [THREADS]
   With THREADS the first thread sleeps and that many others are busy. */
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

static void *spin(void *unused)
{
    for (volatile unsigned long count = 0;; count++)
        ;
    return unused;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int threads = argc > 2 ? atoi(argv[2]) : 0;
    alarm(seconds);
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, spin, NULL);
    }
    if (threads == 0)
        spin(NULL);
    for (;;)
        pause();
}
