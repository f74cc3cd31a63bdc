/* COUNT processes that read FILE at random in blocks of 4 KiB past the page cache, for SECONDS. FILE is made, of 16 MiB,
   when it is missing; its file system must take O_DIRECT, which tmpfs does since Linux 6.6 only.
   Usage: readers SECONDS COUNT FILE */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

enum { BLOCK = 4096, BLOCKS = 4096 };

static int make(const char *path)
{
    static char block[BLOCK];
    int file = open(path, O_WRONLY | O_CREAT | O_EXCL, 0600);
    if (file < 0)
        return access(path, R_OK);
    memset(block, 'x', sizeof block);
    for (int i = 0; i < BLOCKS; i++)
        if (write(file, block, BLOCK) != BLOCK)
            return -1;
    return fsync(file) | close(file);
}

static int read_on(const char *path, unsigned seed)
{
    void *block;
    int file = open(path, O_RDONLY | O_DIRECT);
    if (file < 0 || posix_memalign(&block, BLOCK, BLOCK) != 0) {
        perror("readers: open with O_DIRECT");
        return 1;
    }
    for (;;)
        if (pread(file, block, BLOCK, (off_t)(rand_r(&seed) % BLOCKS) * BLOCK) < 0) {
            perror("readers: pread");
            return 1;
        }
}

int main(int argc, char **argv)
{
    unsigned seconds = argc > 1 ? (unsigned)atoi(argv[1]) : 60;
    int count = argc > 2 ? atoi(argv[2]) : 3;
    if (argc < 4 || make(argv[3]) != 0) {
        fprintf(stderr, "readers: usage: readers SECONDS COUNT FILE, in a folder that can be written to\n");
        return 2;
    }
    pid_t parent = getpid();
    alarm(seconds);
    for (int i = 1; i < count; i++) {
        if (fork() == 0) {
            prctl(PR_SET_PDEATHSIG, SIGKILL);
            if (getppid() != parent)
                return 0;
            alarm(seconds);
            return read_on(argv[3], (unsigned)i);
        }
    }
    return read_on(argv[3], 0);
}
