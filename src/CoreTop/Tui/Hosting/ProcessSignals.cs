using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>Turns signals into requests to the event loop, so that it ends, stops or resizes at a safe moment.</summary>
internal sealed class ProcessSignals : IDisposable
{
    private const int SignalExit = 128;
    private const int Hangup = 1;
    private const int Interrupt = 2;
    private const int QuitKey = 3;
    private const int Terminate = 15;

    private readonly LoopRequests _requests;
    private readonly Action<int> _endAtOnce;
    private readonly List<PosixSignalRegistration> _registrations = [];
    private readonly ManualResetEventSlim _continued = new(initialState: false);
    private PosixSignalRegistration? _stopKey;
    private volatile bool _isStopped;
    private int _exitCode;

    /// <summary>Begins to listen.</summary>
    /// <param name="requests">What the signals ask for.</param>
    /// <param name="endAtOnce">Called with the exit code at a second signal to end, because the loop did not heed the first.</param>
    public ProcessSignals(LoopRequests requests, Action<int> endAtOnce)
    {
        _requests = requests;
        _endAtOnce = endAtOnce;
        End(PosixSignal.SIGHUP, Hangup);
        End(PosixSignal.SIGINT, Interrupt);
        End(PosixSignal.SIGQUIT, QuitKey);
        End(PosixSignal.SIGTERM, Terminate);
        Listen(PosixSignal.SIGWINCH, _ => requests.Ask(LoopRequest.Resize));
        Listen(PosixSignal.SIGCONT, _ => Continue());
        ListenToStopKey();
    }

    /// <summary>128 and the number of the signal that asked the program to end; 0 when none did.</summary>
    public int ExitCode => Volatile.Read(ref _exitCode);

    /// <summary>Stops the process, as Ctrl-Z does, until it is continued. The terminal must have been given back.</summary>
    public void StopHere()
    {
        _isStopped = true;
        _continued.Reset();

        // While the runtime listens, the signal does not stop a process.
        _stopKey?.Dispose();
        _ = TerminalNative.Kill(Environment.ProcessId, TerminalNative.SigTstp);

        // Without a shell that could continue it, the kernel does not stop the process, and nothing will be told.
        _continued.Wait(TimeSpan.FromMilliseconds(500));
        ListenToStopKey();
        _isStopped = false;
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
    }

    private void Listen(PosixSignal signal, Action<PosixSignalContext> heard) =>
        _registrations.Add(PosixSignalRegistration.Create(signal, heard));

    private void ListenToStopKey() => _stopKey = PosixSignalRegistration.Create(PosixSignal.SIGTSTP, context =>
    {
        context.Cancel = true;
        _requests.Ask(LoopRequest.Suspend);
    });

    private void End(PosixSignal signal, int number) => Listen(signal, context =>
    {
        context.Cancel = true;
        if (Interlocked.CompareExchange(ref _exitCode, SignalExit + number, 0) != 0)
        {
            _endAtOnce(SignalExit + number);
        }

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
