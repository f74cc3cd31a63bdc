// Gives the terminal back when the process is about to die of a fault: SIGSEGV, SIGABRT and their like, sent by the kernel,
// by the runtime or by somebody else. In C because a signal handler may interrupt managed code or a garbage collection, and
// managed code cannot run there. Only async-signal-safe functions are called from the handler; see signal-safety(7).

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <stddef.h>
#include <string.h>
#include <sys/eventfd.h>
#include <sys/syscall.h>
#include <termios.h>
#include <unistd.h>

enum { LONGEST_END = 256, PATIENCE_MILLISECONDS = 200, ATTEMPTS = 3, FIRST_REAL_TIME = 32, LAST_OF_THE_C_LIBRARY = 33 };

static const int FAULTS[] = {SIGILL, SIGTRAP, SIGABRT, SIGBUS, SIGFPE, SIGSEGV, SIGSYS};
static const int STOPS[] = {SIGTTIN, SIGTTOU};

static struct sigaction found_actions[NSIG];
static struct termios found_modes;
static unsigned char end_bytes[LONGEST_END];
static size_t end_length;
static int input_file;
static int output_file;
enum { NOT_OURS, TAKEN, BEING_GIVEN_BACK };
static int holding = NOT_OURS;

// The terminal by numbers that only the handler uses, and what the other threads get for it. Opened before: the handler may find no
// number free.
enum { CLOSED = -1 };
static int last_input = CLOSED;
static int last_output = CLOSED;
static int silence = CLOSED;
static int nowhere = CLOSED;

static int is_apart(void)
{
    return last_input >= 0 && last_output >= 0 && silence >= 0 && nowhere >= 0;
}

// The other threads still run: one that takes the terminal again or draws a frame must not undo what the handler does. From here on
// nothing is typed for them, and what they send goes nowhere.
static void cut_off_others(void)
{
    if (is_apart())
    {
        dup2(silence, input_file);
        dup2(nowhere, output_file);
    }
}

static void send_end(int file)
{
    struct pollfd entry = {.fd = file, .events = POLLOUT};
    for (int attempt = 0; attempt < ATTEMPTS; attempt++)
    {
        ssize_t sent = write(file, end_bytes, end_length);
        if (sent >= 0 || errno != EAGAIN)
        {
            return;
        }

        // The terminal stands still: it loses what it did not take yet, so that it takes this.
        if (poll(&entry, 1, PATIENCE_MILLISECONDS) <= 0)
        {
            tcflush(file, TCOFLUSH);
        }
    }
}

// Two signals at once are handled by two threads: the second must not end the process while the first gives the terminal back.
static void wait_for_another(void)
{
    enum { MOMENT_MILLISECONDS = 10, MOST_MOMENTS = (ATTEMPTS + 1) * PATIENCE_MILLISECONDS / MOMENT_MILLISECONDS };
    for (int moment = 0; moment < MOST_MOMENTS && __atomic_load_n(&holding, __ATOMIC_ACQUIRE) == BEING_GIVEN_BACK; moment++)
    {
        poll(NULL, 0, MOMENT_MILLISECONDS);
    }
}

static void give_back(void)
{
    int found = TAKEN;
    if (!__atomic_compare_exchange_n(&holding, &found, BEING_GIVEN_BACK, 0, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE))
    {
        wait_for_another();
        return;
    }

    int input = is_apart() ? last_input : input_file;
    cut_off_others();

    // In the background the line settings are the shell's.
    pid_t group = tcgetpgrp(input);
    int is_in_background = group > 0 && group != getpgrp();
    if (!is_in_background)
    {
        tcsetattr(input, TCSANOW, &found_modes);
    }

    send_end(is_apart() ? last_output : output_file);
    if (!is_in_background)
    {
        tcflush(input, TCIFLUSH);

        // What another thread had begun before it was cut off is over by now.
        tcsetattr(input, TCSANOW, &found_modes);
    }

    __atomic_store_n(&holding, NOT_OURS, __ATOMIC_RELEASE);
}

static void die_of(int number)
{
    struct sigaction usual = {.sa_handler = SIG_DFL};
    sigset_t just_this;
    sigaction(number, &usual, NULL);
    sigemptyset(&just_this);
    sigaddset(&just_this, number);
    raise(number);
    sigprocmask(SIG_UNBLOCK, &just_this, NULL);

    // Only the first process of a PID namespace comes here: no signal of its own ends it.
    _exit(128 + number);
}

// The runtime makes exceptions of its own faults, such as a null reference; those have a code above 0.
static int is_for_the_runtime(int number, const siginfo_t *info)
{
    const struct sigaction *found = &found_actions[number];
    return info->si_code > 0 && (found->sa_flags & SA_SIGINFO) != 0 && found->sa_sigaction != NULL;
}

static void handle(int number, siginfo_t *info, void *context)
{
    if (is_for_the_runtime(number, info))
    {
        found_actions[number].sa_sigaction(number, info, context);

        // It sets the action back when the fault is not of managed code: then the fault happens again, and is the end.
        struct sigaction now;
        if (sigaction(number, NULL, &now) == 0 && now.sa_sigaction != handle)
        {
            give_back();
        }

        return;
    }

    give_back();
    die_of(number);
}

// Two real-time signals are the C library's, which hides them from sigaction(3). While it does not use them they end a process.
static void install_for_the_c_library(void)
{
    struct
    {
        void (*handler)(int, siginfo_t *, void *);
        unsigned long flags;
        void *restorer;
        unsigned long mask;
    } action, model;

    // The restorer, which the kernel asks for, is in every action that the C library set.
    if (syscall(SYS_rt_sigaction, SIGABRT, NULL, &model, sizeof model.mask) != 0)
    {
        return;
    }

    for (int number = FIRST_REAL_TIME; number <= LAST_OF_THE_C_LIBRARY; number++)
    {
        if (syscall(SYS_rt_sigaction, number, NULL, &action, sizeof action.mask) == 0 && action.handler == NULL)
        {
            syscall(SYS_rt_sigaction, number, &model, NULL, sizeof model.mask);
        }
    }
}

// SIGTTIN and SIGTTOU stop a process. Those of somebody else do what SIGTSTP does, which the event loop answers where no read of a key
// is under way; those of the kernel say that the terminal is another's already.
static void handle_stop(int number, siginfo_t *info, void *context)
{
    int found_errno = errno;
    struct sigaction usual = {.sa_handler = SIG_DFL}, ours;
    sigset_t just_this;
    (void)context;
    if (info->si_code <= 0)
    {
        raise(SIGTSTP);
    }
    else
    {
        sigaction(number, &usual, &ours);
        sigemptyset(&just_this);
        sigaddset(&just_this, number);
        raise(number);

        // Stopped here, or not at all where no shell could continue it.
        sigprocmask(SIG_UNBLOCK, &just_this, NULL);
        sigaction(number, &ours, NULL);
    }

    errno = found_errno;
}

static void install_stops(void)
{
    struct sigaction action = {.sa_sigaction = handle_stop, .sa_flags = SA_SIGINFO | SA_ONSTACK | SA_RESTART};
    sigfillset(&action.sa_mask);
    for (size_t index = 0; index < sizeof STOPS / sizeof STOPS[0]; index++)
    {
        struct sigaction now;

        // Whoever was told to ignore them, as by a shell without job control, still does.
        if (sigaction(STOPS[index], NULL, &now) == 0 && now.sa_handler == SIG_DFL)
        {
            sigaction(STOPS[index], &action, NULL);
        }
    }
}

// The runtime ends the process without a word when it cannot start, as with too little memory to reserve or no thread allowed.
static int has_started;

__attribute__((destructor)) static void say_why_not(void)
{
    static const char why[] = "coretop: .NET could not start here: it needs about 128 MB of address space (ulimit -v) and "
                              "three threads (ulimit -u).\n";
    if (!has_started)
    {
        ssize_t ignored = write(STDERR_FILENO, why, sizeof why - 1);
        (void)ignored;
        _exit(1);
    }
}

// The program itself runs.
void coretop_guard_start(void)
{
    has_started = 1;
}

// Begins to listen. Returns 1.
int coretop_guard_install(void)
{
    struct sigaction action = {.sa_sigaction = handle, .sa_flags = SA_SIGINFO | SA_ONSTACK};
    sigfillset(&action.sa_mask);
    install_stops();
    for (size_t index = 0; index < sizeof FAULTS / sizeof FAULTS[0]; index++)
    {
        int number = FAULTS[index];
        struct sigaction now;
        if (sigaction(number, NULL, &now) == 0 && now.sa_sigaction != handle)
        {
            found_actions[number] = now;
            sigaction(number, &action, NULL);
        }
    }

    install_for_the_c_library();
    return 1;
}

static int another_number(int file)
{
    return fcntl(file, F_DUPFD_CLOEXEC, STDERR_FILENO + 1);
}

// The terminal is taken from now on: what it takes to give it back. Without numbers to spare, it is given back as well as can be.
void coretop_guard_arm(int input, int output, const void *modes, const void *end, size_t length)
{
    if (last_input < 0)
    {
        last_input = another_number(input);
        last_output = another_number(output);
        silence = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
        nowhere = open("/dev/null", O_WRONLY | O_CLOEXEC);
    }

    input_file = input;
    output_file = output;
    memcpy(&found_modes, modes, sizeof found_modes);
    end_length = length < LONGEST_END ? length : LONGEST_END;
    memcpy(end_bytes, end, end_length);
    __atomic_store_n(&holding, TAKEN, __ATOMIC_RELEASE);
}

// The terminal is given back by other means.
void coretop_guard_disarm(void)
{
    __atomic_store_n(&holding, NOT_OURS, __ATOMIC_RELEASE);
}
