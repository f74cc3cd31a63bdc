/* COUNT processes that all want a CPU, for SECONDS. Usage: crowd SECONDS COUNT */
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int count = argc > 2 ? atoi(argv[2]) : 4;
    pid_t parent = getpid();
    /* All begin at once: those that ran already would leave the parent little time to make the others. */
    int start[2];
    char none;
    if (pipe(start) != 0)
        return 1;
    alarm(seconds);
    for (int i = 0; i < count; i++) {
        if (fork() == 0) {
            /* Whoever ends the parent ends the children. */
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent)
                return 0;
            alarm(seconds);
            close(start[1]);
            if (read(start[0], &none, 1) != 0)
                return 1;
            for (volatile unsigned long number = 0;; number++)
                ;
        }
    }
    close(start[1]);
    for (;;)
        pause();
}
