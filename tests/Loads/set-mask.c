/* Prints its PID, then sets a mask of one CPU again and again. Usage: set-mask CPU MICROSECONDS [PID, else itself] */
#define _GNU_SOURCE
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    int cpu = argc > 1 ? atoi(argv[1]) : 0, pause = argc > 2 ? atoi(argv[2]) : 0, pid = argc > 3 ? atoi(argv[3]) : 0;
    cpu_set_t cpus;
    CPU_ZERO(&cpus);
    CPU_SET(cpu, &cpus);
    alarm(240);
    sched_setaffinity(pid, sizeof cpus, &cpus);
    printf("%d\n", getpid());
    fflush(stdout);
    for (;;) {
        sched_setaffinity(pid, sizeof cpus, &cpus);
        if (pause)
            usleep(pause);
    }
}
