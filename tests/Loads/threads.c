/* One process of COUNT threads that sleep for SECONDS. Usage: threads SECONDS COUNT */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static void *rest(void *unused)
{
    for (;;)
        pause();
    return unused;
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int count = argc > 2 ? atoi(argv[2]) : 1000;
    alarm(seconds);
    pthread_attr_t small;
    pthread_attr_init(&small);
    pthread_attr_setstacksize(&small, 32 * 1024);
    for (int i = 1; i < count; i++) {
        pthread_t thread;
        if (pthread_create(&thread, &small, rest, NULL) != 0) {
            perror("threads: pthread_create");
            return 1;
        }
    }
    rest(NULL);
}
