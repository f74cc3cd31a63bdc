/* Busy for PERCENT of each period, asleep for the rest, for SECONDS. Usage: duty SECONDS PERCENT [PERIOD_MS] */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long now(clockid_t clock)
{
    struct timespec time;
    clock_gettime(clock, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    long long percent = argc > 2 ? atoi(argv[2]) : 8;
    long long period = (argc > 3 ? atoi(argv[3]) : 100) * 1000000LL;
    alarm(seconds);
    for (;;) {
        long long end = now(CLOCK_MONOTONIC) + period;
        /* CPU time, so that waiting for the CPU does not shorten the work. */
        long long enough = now(CLOCK_PROCESS_CPUTIME_ID) + period * percent / 100;
        while (now(CLOCK_PROCESS_CPUTIME_ID) < enough)
            ;
        long long rest = end - now(CLOCK_MONOTONIC);
        if (rest > 0) {
            struct timespec sleep = {rest / 1000000000LL, rest % 1000000000LL};
            nanosleep(&sleep, NULL);
        }
    }
}
