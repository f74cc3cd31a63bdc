/* Two threads that hand a mutex to each other: each computes for MICROSECONDS, then sleeps until the other has. One CPU is
   all they can use. Usage: handover SECONDS MICROSECONDS */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t passed = PTHREAD_COND_INITIALIZER;
static int turn;
static long work;

static long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return time.tv_sec * 1000000000L + time.tv_nsec;
}

static void *play(void *own)
{
    int mine = own != NULL;
    pthread_mutex_lock(&lock);
    for (;;) {
        while (turn != mine)
            pthread_cond_wait(&passed, &lock);
        long enough = now() + work;
        while (now() < enough)
            ;
        turn = !mine;
        pthread_cond_signal(&passed);
    }
    return NULL;
}

int main(int argc, char **argv)
{
    alarm(argc > 1 ? (unsigned)atoi(argv[1]) : 60);
    work = (argc > 2 ? atol(argv[2]) : 1000) * 1000L;
    pthread_t other;
    if (pthread_create(&other, NULL, play, &other) != 0)
        return 1;
    play(NULL);
}
