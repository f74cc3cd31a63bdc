/* Forks PER_SECOND children a second that live 20 ms each, for SECONDS. Usage: forker SECONDS PER_SECOND */
#include <signal.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    long per_second = argc > 2 ? atol(argv[2]) : 500;
    signal(SIGCHLD, SIG_IGN);
    alarm(seconds);
    struct timespec next;
    clock_gettime(CLOCK_MONOTONIC, &next);
    for (;;) {
        if (fork() == 0) {
            struct timespec life = {0, 20000000};
            nanosleep(&life, NULL);
            _exit(0);
        }
        next.tv_nsec += 1000000000 / per_second;
        next.tv_sec += next.tv_nsec / 1000000000;
        next.tv_nsec %= 1000000000;
        clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
    }
}
