using System.Drawing;

namespace CoreTop.Tui.Hosting;

/// <summary>The terminal on standard input and output.</summary>
/// <param name="capabilities">What it can.</param>
internal sealed class TerminalDevice(TerminalCapabilities capabilities)
{
    private static readonly Size UnknownSize = new(80, 24);

    // More than any screen shows of the smallest letters; whoever sets the size of a terminal may say 65,535 of each, and every
    // cell costs memory.
    private const int MostColumns = 2000;
    private const int MostRows = 1000;
    private const int MostCells = 400_000;

    // A terminal that has not answered by then does not, or is very far away.
    private const int LongestAnswerMilliseconds = 1000;

    private readonly TerminalModes _modes = new(TerminalNative.StandardInput);
    private readonly byte[] _begin = Begin(capabilities);
    private readonly byte[] _end = End(capabilities);
    private int _isTaken;
    private bool _hasMouse = true;
    private bool _asksBackground;

    // When it was asked last, and how often it has not answered that yet.
    private long _askedAt;
    private int _unanswered;
    private int _isWaiting;

    /// <summary>Standard input is a terminal.</summary>
    public static bool IsInput => TerminalNative.IsTerminal(TerminalNative.StandardInput) == 1;

    /// <summary>
    /// Columns of the terminal that standard output is; null when it is not one. Asked here and not of
    /// <see cref="Console.WindowWidth"/>, which switches the terminal's cursor keys over and never back.
    /// </summary>
    public static int? OutputColumns =>
        TerminalNative.IsTerminal(TerminalNative.StandardOutput) == 1 ? ReadSize().Width : null;

    /// <summary>
    /// Another process group of this session has the terminal: the kernel stops who reads from it or sets it all the same.
    /// </summary>
    public static bool IsInBackground =>
        TerminalNative.ForegroundGroup(TerminalNative.StandardInput) is > 0 and var group && group != TerminalNative.OwnGroup();

    /// <summary>
    /// The parent is of another process group of this session, as a shell with job control is: the kernel then stops a process that asks to be stopped.
    /// False does not say that it does not: another process of the group may have such a parent. setpgid(2), "orphaned process group".
    /// </summary>
    public static bool IsJobOfParent =>
        TerminalNative.ParentPid() is > 0 and var parent
        && TerminalNative.SessionOf(parent) == TerminalNative.SessionOf(0)
        && TerminalNative.GroupOf(parent) != TerminalNative.OwnGroup();

    /// <summary>Where what is sent goes, now or when the terminal takes it.</summary>
    public TerminalOutput Output { get; } = TerminalOutput.OfProcess();

    /// <summary>Called when the terminal was asked for its background, on the thread that has it.</summary>
    public Action Asked { get; set; } = () => { };

    /// <summary>It is asked for its background whenever it is taken.</summary>
    public bool AsksBackground => _asksBackground && capabilities.HasColourQuestions;

    // OSC 11, and DA1, which every terminal answers: what comes after that answer are keys.
    private static ReadOnlySpan<byte> Question => "\e]11;?\e\\\e[c"u8;

    // Button presses of the mouse in the SGR form.
    private static ReadOnlySpan<byte> MouseOn => "\e[?1000h\e[?1006h"u8;

    private static ReadOnlySpan<byte> MouseOff => "\e[?1006l\e[?1000l"u8;

    /// <summary>Columns and rows, as many as can be drawn; 80x24 when it does not say.</summary>
    public static Size ReadSize()
    {
        var size = default(TerminalNative.WindowSize);
        bool isKnown = TerminalNative.Control(TerminalNative.StandardOutput, TerminalNative.GetWindowSize, ref size) == 0
            && size is { Columns: > 0, Rows: > 0 };
        return isKnown ? Drawable(size.Columns, size.Rows) : UnknownSize;
    }

    /// <summary>What is drawn of a window: all of it, or its upper left part when it is larger than any screen.</summary>
    internal static Size Drawable(int columns, int rows)
    {
        int width = Math.Min(columns, MostColumns);
        return new Size(width, Math.Min(rows, Math.Min(MostRows, MostCells / width)));
    }

    /// <summary>Takes the terminal: an empty screen, keys one by one.</summary>
    public void Take()
    {
        _isTaken = 1;
        TerminalGuard.Arm(TerminalNative.StandardInput, Output.File, _modes.Found, _end);
        _modes.SetRaw();
        Output.Send(_begin);
        if (_hasMouse && capabilities.HasMouse)
        {
            Output.Send(MouseOn);
        }

        Ask();
    }

    /// <summary>
    /// Asks the terminal to tell clicks and the wheel, or not to, so that it selects text with them itself; for the thread that
    /// has the terminal.
    /// </summary>
    public void UseMouse(bool isWanted)
    {
        if (_hasMouse != isWanted)
        {
            _hasMouse = isWanted;
            if (capabilities.HasMouse)
            {
                Send(isWanted ? MouseOn : MouseOff);
            }
        }
    }

    /// <summary>Asks the terminal what its background is, now if it is taken and then each time; or asks no more. For the thread that has the terminal.</summary>
    public void AskBackground(bool isWanted)
    {
        bool wasWanted = _asksBackground;
        _asksBackground = isWanted;
        if (isWanted && !wasWanted && Volatile.Read(ref _isTaken) == 1)
        {
            Ask();
        }
    }

    /// <summary>The terminal has answered all that it was asked the first time, or the next.</summary>
    public void EndAnswers() => _ = Interlocked.Decrement(ref _unanswered);

    /// <summary>Takes care that keys still come one by one; for the thread that has the terminal.</summary>
    public void Keep()
    {
        if (Volatile.Read(ref _isTaken) == 1 && _modes.AreChanged() && !IsInBackground)
        {
            _modes.SetRaw();
        }
    }

    /// <summary>Gives the terminal back as it was found; from any thread, and only once after each <see cref="Take"/>.</summary>
    public void GiveBack()
    {
        WaitForAnswers();
        if (Interlocked.Exchange(ref _isTaken, 0) == 1)
        {
            // In the background the line settings and what is typed are the shell's, which has set them for itself.
            bool isInBackground = IsInBackground;
            if (!isInBackground)
            {
                _modes.Restore();
            }

            Output.SendLast(_end);

            // Mouse reports that nobody reads here, so that the shell does not get them.
            if (!isInBackground)
            {
                _modes.DropTyped();
            }

            TerminalGuard.Disarm();
        }
    }

    /// <summary>Sends bytes while the terminal is taken; see <see cref="TerminalOutput"/>.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (Volatile.Read(ref _isTaken) == 1)
        {
            Output.Send(bytes);
        }
    }

    private void Ask()
    {
        if (AsksBackground)
        {
            Volatile.Write(ref _askedAt, Environment.TickCount64);
            _ = Interlocked.Increment(ref _unanswered);
            Output.Send(Question);
            Asked();
        }
    }

    // Another thread that gives the terminal back meanwhile does not wait: it may be about to end the program.
    private void WaitForAnswers()
    {
        if (IsAnswerOnItsWay() && Volatile.Read(ref _isTaken) == 1 && Interlocked.Exchange(ref _isWaiting, 1) == 0)
        {
            if (!IsInBackground)
            {
                AnswerDrain.Run(TerminalNative.StandardInput, () => IsAnswerOnItsWay() && Volatile.Read(ref _isTaken) == 1, EndAnswers);
            }

            Volatile.Write(ref _isWaiting, 0);
        }
    }

    private bool IsAnswerOnItsWay() =>
        Volatile.Read(ref _unanswered) > 0 && Environment.TickCount64 - Volatile.Read(ref _askedAt) < LongestAnswerMilliseconds;

    private static byte[] Begin(TerminalCapabilities capabilities) =>
    [
        .. capabilities.HasAlternateScreen ? "\e[?1049h"u8 : [],
        .. capabilities.HasCursorSwitch ? "\e[?25l"u8 : [],

        // Pasted text in brackets, so that it is never taken for commands.
        .. capabilities.HasPasteMarks ? "\e[?2004h"u8 : [],
    ];

    private static byte[] End(TerminalCapabilities capabilities) =>
    [
        .. capabilities.HasFrameMarks ? "\e[?2026l"u8 : [],

        // The whole screen scrolls again: what is left out of a frame may have said so.
        .. capabilities.HasLineEditing ? "\e[r"u8 : [],
        .. "\e[0m"u8,
        .. capabilities.HasPasteMarks ? "\e[?2004l"u8 : [],
        .. capabilities.HasMouse ? MouseOff : [],

        // Without another screen the last frame stays, and the shell continues below it: the largest row is the last one.
        .. capabilities.HasAlternateScreen ? "\e[?1049l"u8 : "\e[999;1H\r\n"u8,
        .. capabilities.HasCursorSwitch ? "\e[?25h"u8 : [],
    ];
}
