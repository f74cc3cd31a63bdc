/*
 * A process of two threads, the second of which ends at each SIGUSR1 and leaves its number to a new one, for SECONDS.
 * Needs the right to write ns_last_pid. Usage: heir SECONDS
 */
#include <pthread.h>
#include <semaphore.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <unistd.h>

static sem_t end, born;
static int number;

static void *wait_for_end(void *unused)
{
    number = (int)syscall(SYS_gettid);
    sem_post(&born);
    sem_wait(&end);
    return unused;
}

static pthread_t start(void)
{
    pthread_t thread;
    if (pthread_create(&thread, NULL, wait_for_end, NULL) != 0)
        exit(1);
    sem_wait(&born);
    return thread;
}

int main(int argc, char **argv)
{
    alarm(argc > 1 ? (unsigned)atoi(argv[1]) : 60);
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGUSR1);
    sigprocmask(SIG_BLOCK, &wanted, NULL);
    sem_init(&end, 0, 0);
    sem_init(&born, 0, 0);
    pthread_t thread = start();
    int signal_number, left = number;
    while (sigwait(&wanted, &signal_number) == 0) {
        do {
            sem_post(&end);
            pthread_join(thread, NULL);
            FILE *last = fopen("/proc/sys/kernel/ns_last_pid", "w");
            if (last == NULL || fprintf(last, "%d", left - 1) < 0 || fclose(last) != 0)
                return 1;
            thread = start();
        } while (number != left);
    }
}
