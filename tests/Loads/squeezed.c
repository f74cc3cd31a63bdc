/* The first thread sleeps unpinned while THREADS others are busy, all pinned to CPU, for SECONDS.
   Usage: squeezed SECONDS CPU THREADS */
#define _GNU_SOURCE
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static cpu_set_t cpus;

static void *spin(void *unused)
{
    if (sched_setaffinity(0, sizeof cpus, &cpus) != 0) {
        perror("squeezed: sched_setaffinity");
        exit(1);
    }
    for (volatile unsigned long count = 0;; count++)
        ;
    return unused;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int threads = argc > 3 ? atoi(argv[3]) : 4;
    CPU_ZERO(&cpus);
    CPU_SET(argc > 2 ? atoi(argv[2]) : 1, &cpus);
    alarm(seconds);
    for (int i = 0; i < threads; i++) {
        pthread_t thread;
        pthread_create(&thread, NULL, spin, NULL);
    }
    for (;;)
        pause();
}
