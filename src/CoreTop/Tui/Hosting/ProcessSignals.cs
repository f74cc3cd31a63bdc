using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>Turns signals into requests to the event loop, so that it ends, stops or resizes at a safe moment.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private const int SignalExit = 128;
    private static readonly TimeSpan StopPatience = TimeSpan.FromSeconds(1);

    // SIGRTMIN is the runtime's own, which passes over those that others send; the two below it are the C library's.
    private const int FirstRealTime = 35;
    private const int LastRealTime = 64;

    // signal(7), by number, on x64 and Arm. The second row ends a program that does not listen, too: HUP, INT, QUIT, TERM;
    // USR1, USR2, ALRM, STKFLT, XCPU, VTALRM, PROF, IO, PWR.
    private static readonly int[] EndSignals = [1, 2, 3, 15, 10, 12, 14, 16, 24, 26, 27, 29, 30];

    // ILL, TRAP, ABRT, BUS, SYS; SEGV and FPE are the runtime's own where it has no guard.
    private static readonly int[] FaultSignals = [4, 5, 6, 7, 31];

    private readonly LoopRequests _requests;
    private readonly Action<int> _endAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly ManualResetEventSlim _continued = new(initialState: false);
    private readonly ManualResetEventSlim _endAsked = new(initialState: false);
    private PosixSignalRegistration? _stopKey;
    private volatile bool _isStopped;
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    /// <param name="requests">What the signals ask for.</param>
    /// <param name="endAtOnce">Called with the exit code at a second signal to end, because the loop did not react to the first.</param>
    public ProcessSignals(LoopRequests requests, Action<int> endAtOnce)
    {
        _requests = requests;
        _endAtOnce = endAtOnce;
        IEnumerable<int> ends = EndSignals.Concat(Enumerable.Range(FirstRealTime, LastRealTime - FirstRealTime + 1));
        foreach (int signal in TerminalGuard.TryInstall() ? ends : ends.Concat(FaultSignals))
        {
            End(signal);
        }

        Listen(PosixSignal.SIGWINCH, _ => requests.Ask(LoopRequest.Resize));

        // If it is not cancelled, the runtime sets its console's modes again, and the kernel stops a background job for that.
        Listen(PosixSignal.SIGCONT, context =>
        {
            context.Cancel = true;
            Continue();
        });
        ListenToStopKey();
    }

    /// <summary>128 and the number of the signal that asked the program to end; 0 when none did.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>A signal asked the program to end, or does so in this time.</summary>
    public bool IsEndAsked(TimeSpan within) => _endAsked.Wait(within);

    /// <summary>Stops the process, as Ctrl-Z does, until it is continued. The terminal must have been given back.</summary>
    /// <returns>False when the kernel did not stop it, because there is no shell that could continue it.</returns>
    public bool StopHere()
    {
        _isStopped = true;
        _continued.Reset();

        // While the runtime listens, the signal does not stop a process.
        _stopKey?.Dispose();
        _ = TerminalNative.Kill(Environment.ProcessId, TerminalNative.SigTstp);

        // The time runs while the process is stopped, too, so the signal that continued it gets some more. Where it was surely
        // stopped, that signal is on its way, however busy the machine is.
        bool isContinued = _continued.Wait(StopPatience) || _continued.Wait(StopPatience);
        while (!isContinued && TerminalDevice.IsJobOfParent)
        {
            isContinued = _continued.Wait(StopPatience);
        }

        ListenToStopKey();
        _isStopped = false;
        return isContinued;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (PosixSignalRegistration registration in _registrations)
        {
            registration.Dispose();
        }

        _stopKey?.Dispose();
        _continued.Dispose();
        _endAsked.Dispose();
    }

    private void Listen(PosixSignal signal, Action<PosixSignalContext> heard) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, heard));

    private void ListenToStopKey() => _stopKey = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
    {
        context.Cancel = true;
        _requests.Ask(LoopRequest.Suspend);
    });

    private void End(int number) => Listen((PosixSignal)number, context =>
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, SignalExit + number, 0) != 0)
        {
            _endAtOnce(SignalExit + number);
        }

        // Who sees this ends with the exit code.
        _endAsked.Set();
        _requests.Ask(LoopRequest.Stop);
    });

    private void Continue()
    {
        _continued.Set();
        if (!_isStopped)
        {
            _requests.Ask(LoopRequest.Retake);
        }
    }
}
