// Notes what the process was started with before .NET changes it, so that a program that takes its place finds it as it was:
// which signals are ignored, which are blocked, and how many files may be open. In C because managed code begins after that.

#include <signal.h>
#include <stddef.h>
#include <sys/resource.h>

static unsigned char was_ignored[NSIG];
static sigset_t found_blocked;
static struct rlimit found_files;
static int has_files;

__attribute__((constructor)) static void note(void)
{
    for (int number = 1; number < NSIG; number++)
    {
        struct sigaction found;
        was_ignored[number] = sigaction(number, NULL, &found) == 0 && found.sa_handler == SIG_IGN;
    }

    sigprocmask(SIG_SETMASK, NULL, &found_blocked);
    has_files = getrlimit(RLIMIT_NOFILE, &found_files) == 0;
}

// Called just before execve(2), which sets handlers back by itself. Those of the runtime stay until then: its other threads still run.
void coretop_found_restore(void)
{
    for (int number = 1; number < NSIG; number++)
    {
        struct sigaction now;
        struct sigaction wanted = {.sa_handler = was_ignored[number] ? SIG_IGN : SIG_DFL};
        if (sigaction(number, NULL, &now) == 0 && (now.sa_handler == SIG_IGN || was_ignored[number]))
        {
            sigaction(number, &wanted, NULL);
        }
    }

    if (has_files)
    {
        setrlimit(RLIMIT_NOFILE, &found_files);
    }

    sigprocmask(SIG_SETMASK, &found_blocked, NULL);
}
