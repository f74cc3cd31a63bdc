/* Computes for WORK_MS of CPU time, then sleeps for SLEEP_MS, again and again for SECONDS: its sleep is its own, so what it
   is kept from doing it does not catch up. Usage: worksleep SECONDS WORK_MS SLEEP_MS */
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static long long used(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * 1000000000LL + time.tv_nsec;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    long long work = (argc > 2 ? atoi(argv[2]) : 20) * 1000000LL;
    long rest = (argc > 3 ? atoi(argv[3]) : 20) * 1000000L;
    alarm(seconds);
    for (;;) {
        long long enough = used() + work;
        while (used() < enough)
            ;
        struct timespec sleep = {rest / 1000000000L, rest % 1000000000L};
        nanosleep(&sleep, NULL);
    }
}
