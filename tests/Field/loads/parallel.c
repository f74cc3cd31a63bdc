/* Keeps every thread of an OpenMP region busy for SECONDS. Usage: parallel SECONDS; gcc or clang -fopenmp, not -static */
#include <stdlib.h>
#include <unistd.h>

int main(int argc, char **argv)
{
    alarm(argc > 1 ? (unsigned)atoi(argv[1]) : 60);
#pragma omp parallel
    for (volatile unsigned long count = 0;; count++)
        ;
}
