/* Busy for SECONDS, and pins itself to CPU ten times a second. Usage: repin SECONDS CPU */
#define _GNU_SOURCE
#include <sched.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return time.tv_sec * 1000LL + time.tv_nsec / 1000000;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(argc > 2 ? atoi(argv[2]) : 0, &cpus);
    alarm(seconds);
    for (;;) {
        sched_setaffinity(0, sizeof cpus, &cpus);
        long long next = now() + 100;
        while (now() < next)
            ;
    }
}
