using System.Drawing;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Input;
using Terminal.Gui.App;

namespace CoreTop.Tui.Hosting;

/// <summary>Runs one window on the terminal, and does what signals and the window ask about the terminal.</summary>
internal sealed class ScreenHost : IDisposable
{
    private const int HangupExit = 129;

    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    // On a busy machine the signal that ends a job is heard of that much later.
    private static readonly TimeSpan LongestHearing = TimeSpan.FromSeconds(2);

    // The first reading is mostly there when the screen is: an empty frame before it would only cost time.
    private const int LongestBeforeFrameMilliseconds = 20;

    // After that the look for a terminal that does not answer is used, until it does.
    private static readonly TimeSpan LongestWithoutAnswer = TimeSpan.FromMilliseconds(300);

    private readonly TerminalDevice _terminal;
    private readonly DiffOutput _output;
    private readonly LoopRequests _requests;
    private readonly ProcessSignals _signals;
    private readonly IApplication _application;
    private readonly HostedDriver _driver;
    private readonly TerminalInput _input;

    /// <summary>Prepares; the terminal is not touched before <see cref="Run"/>.</summary>
    public ScreenHost(TerminalDevice terminal, DiffOutput output, LoopRequests requests, KeyTable keys)
    {
        _terminal = terminal;
        _output = output;
        _requests = requests;
        (_application, _driver) = HostedDriver.Start(output);
        _input = new TerminalInput(TerminalNative.StandardInput, events => new InputDecoder(keys, events));
        _terminal.Asked = _input.ExpectAnswers;
        _signals = new ProcessSignals(requests, EndAtOnce);
    }

    /// <summary>Draws every cell again.</summary>
    public void Redraw()
    {
        _output.Forget();
        _application.ClearScreenNextIteration = true;
    }

    /// <summary>Ends <see cref="Run"/> soon.</summary>
    public void Quit() => _requests.Ask(LoopRequest.Stop);

    /// <summary>Does something once on the thread of <see cref="Run"/>, after a time.</summary>
    public void Later(TimeSpan after, Action action) => _ = _application.AddTimeout(after, () =>
    {
        action();
        return false;
    });

    /// <summary>Shows the window until something ends it.</summary>
    /// <param name="window">The window, disposed of at the end.</param>
    /// <param name="turn">Called in each turn of the event loop before drawing.</param>
    /// <param name="pasted">Called with text that was pasted into the terminal.</param>
    /// <param name="said">Called with sentences about what was typed and did nothing.</param>
    /// <param name="background">
    /// Called with the terminal's background as it answers, and with null when it does not; true when the window looks different now.
    /// </param>
    /// <returns>The exit code: 0, or 128 and a signal's number.</returns>
    public int Run(HotWindow window, Action turn, Action<string> pasted, Action<string> said, Func<ReportedColour?, bool> background)
    {
        using HotWindow disposedWindow = window;
        var loop = new EventLoop(_application, _driver, _requests, _input, _terminal.Output)
        {
            Answer = Answer,
            Turn = () =>
            {
                _terminal.Keep();
                turn();
            },
            Draw = () => Draw(window),
        };
        (_input.Events.Pasted, _input.Events.Said, _input.Events.Answered) = (pasted, said, answer => Take(answer, window, background));
        SessionToken session = _application.Begin(window)
            ?? throw new InvalidOperationException("The window refused to be shown.");
        try
        {
            if (TryTake())
            {
                Fit();

                // The cells are blank; Terminal.Gui would fill them all once more.
                _application.ClearScreenNextIteration = false;
                _requests.Wait(LongestBeforeFrameMilliseconds);
                _input.ReadNow();
                if (_terminal.AsksBackground)
                {
                    Later(LongestWithoutAnswer, () => UseBackground(null, window, background));
                }

                turn();
                Draw(window);
                loop.Run();
            }

            _application.End(session);
        }
        finally
        {
            _terminal.GiveBack();
        }

        return loop.IsHungUp ? HangupExit : _signals.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _signals.Dispose();
        _application.Dispose();
    }

    private void Draw(HotWindow window)
    {
        if (window.Draw(_application))
        {
            _output.Write(_application.Driver!.GetOutputBuffer());
        }
    }

    private void Take(ReportedColour? answer, HotWindow window, Func<ReportedColour?, bool> background)
    {
        if (answer is null)
        {
            _terminal.EndAnswers();
        }

        UseBackground(answer, window, background);
    }

    private static void UseBackground(ReportedColour? colour, HotWindow window, Func<ReportedColour?, bool> background)
    {
        if (background(colour))
        {
            window.Repaint();
        }
    }

    private void Answer(LoopRequest asked)
    {
        if (asked.HasFlag(LoopRequest.Suspend))
        {
            _terminal.GiveBack();
            _signals.StopHere();
            asked |= LoopRequest.Retake;
        }

        if (asked.HasFlag(LoopRequest.Retake) && TryTake())
        {
            Redraw();
        }

        // The size may have changed while the program was stopped, too.
        Fit();
    }

    // A job in the background that takes its terminal is stopped by the kernel, also when it continues only to be ended. So it
    // stops itself, unless it gets a signal to end in the time that a shell gives it for that.
    private bool TryTake()
    {
        while (StaysInBackground() && _signals.StopHere())
        {
        }

        if (_signals.IsEndAsked(TimeSpan.Zero))
        {
            return false;
        }

        _terminal.Take();
        return true;
    }

    // A shell may give it the terminal meanwhile.
    private bool StaysInBackground()
    {
        for (TimeSpan waited = TimeSpan.Zero; waited < LongestHearing && TerminalDevice.IsInBackground; waited += Moment)
        {
            if (_signals.IsEndAsked(Moment))
            {
                return false;
            }
        }

        return TerminalDevice.IsInBackground;
    }

    private void Fit()
    {
        Size size = TerminalDevice.ReadSize();
        if (size != _output.GetSize())
        {
            _application.Driver!.SetScreenSize(size.Width, size.Height);
        }
    }

    // The event loop did not react to the first signal: it may be stuck in a write or a loop.
    private void EndAtOnce(int exitCode)
    {
        _terminal.GiveBack();
        Environment.Exit(exitCode);
    }
}
