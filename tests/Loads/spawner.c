/* Threads that start the next thread and end, four chains of them, for SECONDS. Usage: spawner SECONDS */
#include <pthread.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static pthread_attr_t detached;

static void *next(void *unused)
{
    struct timespec life = {0, 2000000};
    nanosleep(&life, NULL);
    pthread_t thread;
    /* A chain must not end because the system is out of threads for a moment. */
    while (pthread_create(&thread, &detached, next, NULL) != 0)
        nanosleep(&life, NULL);
    return unused;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    alarm(seconds);
    pthread_attr_init(&detached);
    pthread_attr_setdetachstate(&detached, PTHREAD_CREATE_DETACHED);
    for (int i = 0; i < 4; i++)
        next(NULL);
    for (;;)
        pause();
}
