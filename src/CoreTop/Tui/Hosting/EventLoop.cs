using Terminal.Gui.App;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Waits for keys, requests, timers and a terminal that is behind in one poll(2), and draws what changed. It runs only when
/// there is something.
/// </summary>
/// <param name="application">Has timers.</param>
/// <param name="driver">Passes keys to the views.</param>
/// <param name="requests">Wakes it.</param>
/// <param name="input">What the terminal sends.</param>
/// <param name="output">Where frames go; while it is behind, nothing is drawn.</param>
internal sealed class EventLoop(
    IApplication application, HostedDriver driver, LoopRequests requests, TerminalInput input, TerminalOutput output)
{
    // poll(2) passes over negative descriptors.
    private const int NoFile = -1;

    private readonly TimedEvents _timers = (TimedEvents)application.TimedEvents!;
    private readonly TerminalNative.PollEntry[] _entries =
    [
        new() { File = input.File, Events = TerminalNative.PollIn },
        new() { File = requests.File, Events = TerminalNative.PollIn },
        new() { File = NoFile, Events = TerminalNative.PollOut },
    ];

    /// <summary>Does what was asked, on this thread; not called when nothing was.</summary>
    public required Action<LoopRequest> Answer { get; init; }

    /// <summary>Called in each turn before drawing.</summary>
    public required Action Turn { get; init; }

    /// <summary>Draws what changed, and sends it.</summary>
    public required Action Draw { get; init; }

    /// <summary>The terminal was closed.</summary>
    public bool IsHungUp { get; private set; }

    /// <summary>Runs until <see cref="LoopRequest.Stop"/> is asked or the terminal is closed.</summary>
    public void Run()
    {
        while (RunOnce())
        {
        }
    }

    /// <summary>One turn: waits, reads, draws.</summary>
    /// <returns>False when it is the last.</returns>
    public bool RunOnce()
    {
        _entries[2].File = output.IsBehind ? output.File : NoFile;
        _ = TerminalNative.Poll(ref _entries[0], (nuint)_entries.Length, WaitMilliseconds());
        if (!input.EndWait(_entries[0].Returned != 0))
        {
            IsHungUp = true;
            return false;
        }

        LoopRequest asked = _entries[1].Returned == 0 ? LoopRequest.None : requests.Take();
        if (asked.HasFlag(LoopRequest.Stop))
        {
            return false;
        }

        if (asked != LoopRequest.None)
        {
            Answer(asked);
        }

        if (_entries[2].Returned != 0)
        {
            output.SendMore();
        }

        driver.PassOn(input.Events);
        _timers.RunTimers();
        Turn();
        if (!output.IsBehind)
        {
            Draw();
        }

        return true;
    }

    private int WaitMilliseconds()
    {
        // Time left is rounded down, so one more saves a turn that comes too early.
        bool hasTimer = _timers.CheckTimers(out int timer);
        int wait = hasTimer ? timer + (timer > 0 ? 1 : 0) : -1;
        int keys = input.BeginWait();
        return wait < 0 ? keys : keys < 0 ? wait : Math.Min(wait, keys);
    }
}
