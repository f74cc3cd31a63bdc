/* Uses OpenMP in the first process, then forks WORKERS that use it too and are busy for SECONDS.
   Usage: openmp SECONDS [WORKERS]
   gcc -fopenmp: GNU's runtime pins the first process where OMP_PROC_BIND, OMP_PLACES or GOMP_CPU_AFFINITY is set, and the
   workers inherit that. clang -fopenmp with LLVM 16: each worker is pinned to the first core with no variable set. */
#include <signal.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <unistd.h>

static volatile int used;

static void use_openmp(void)
{
#pragma omp parallel
    used = 1;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int workers = argc > 2 ? atoi(argv[2]) : 3;
    pid_t parent = getpid();
    alarm(seconds);
    use_openmp();
    for (int i = 0; i < workers; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent)
                return 0;
            alarm(seconds);
            use_openmp();
            for (volatile unsigned long count = 0;; count++)
                ;
        }
    }
    for (;;)
        pause();
}
