/* COUNT processes pinned to CPU that sleep for SECONDS; without a CPU they are free. Usage: sleepers SECONDS COUNT [CPU] */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <signal.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int count = argc > 2 ? atoi(argv[2]) : 4;
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    if (argc > 3)
        CPU_SET(atoi(argv[3]), &cpus);
    pid_t parent = getpid();
    alarm(seconds);
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            /* Whoever ends the parent ends the children. */
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent)
                return 0;
            alarm(seconds);
            if (argc > 3 && sched_setaffinity(0, sizeof cpus, &cpus) != 0) {
                perror("sleepers: sched_setaffinity");
                return 1;
            }
            for (;;)
                pause();
        }
    }
    for (;;)
        pause();
}
