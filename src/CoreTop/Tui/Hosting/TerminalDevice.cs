using System.Drawing;
using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>The terminal on standard input and output.</summary>
internal sealed class TerminalDevice
{
    private static readonly Size UnknownSize = new(80, 24);

    private readonly TerminalModes _modes = new(TerminalNative.StandardInput);
    private int _isTaken;
    private bool _hasMouse = true;

    /// <summary>Standard input is a terminal.</summary>
    public static bool IsInput => TerminalNative.IsTerminal(TerminalNative.StandardInput) == 1;

    /// <summary>
    /// Columns of the terminal that standard output is; null when it is none. Asked here and not of
    /// <see cref="Console.WindowWidth"/>, which switches the terminal's cursor keys over and never back.
    /// </summary>
    public static int? OutputColumns =>
        TerminalNative.IsTerminal(TerminalNative.StandardOutput) == 1 ? ReadSize().Width : null;

    // Alternate screen, no cursor, pasted text in brackets so that it is never taken for commands.
    private static ReadOnlySpan<byte> Begin => "\e[?1049h\e[?25l\e[?2004h"u8;

    // Button presses of the mouse in the SGR form.
    private static ReadOnlySpan<byte> MouseOn => "\e[?1000h\e[?1006h"u8;

    private static ReadOnlySpan<byte> MouseOff => "\e[?1006l\e[?1000l"u8;

    private static ReadOnlySpan<byte> End => "\e[?2026l\e[0m\e[?2004l\e[?1006l\e[?1000l\e[?1049l\e[?25h"u8;

    /// <summary>Columns and rows; 80x24 when it does not tell.</summary>
    public static Size ReadSize()
    {
        var size = default(TerminalNative.WindowSize);
        bool isKnown = TerminalNative.Control(TerminalNative.StandardOutput, TerminalNative.GetWindowSize, ref size) == 0
            && size is { Columns: > 0, Rows: > 0 };
        return isKnown ? new Size(size.Columns, size.Rows) : UnknownSize;
    }

    /// <summary>Takes the terminal: an empty screen, keys one by one.</summary>
    public void Take()
    {
        _isTaken = 1;
        _modes.SetRaw();
        Write(Begin);
        if (_hasMouse)
        {
            Write(MouseOn);
        }
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
            Send(isWanted ? MouseOn : MouseOff);
        }
    }

    /// <summary>Takes care that keys still come one by one; for the thread that has the terminal.</summary>
    public void Keep()
    {
        if (Volatile.Read(ref _isTaken) == 1)
        {
            _modes.KeepRaw();
        }
    }

    /// <summary>Gives the terminal back as it was found; from any thread, and only once after each <see cref="Take"/>.</summary>
    public void GiveBack()
    {
        if (Interlocked.Exchange(ref _isTaken, 0) == 1)
        {
            // First what cannot block; last, reports of the mouse that nobody will read, or the shell would.
            _modes.Restore();
            Write(End);
            _modes.DropTyped();
        }
    }

    /// <summary>Sends bytes while the terminal is taken; waits while it is slow.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        if (Volatile.Read(ref _isTaken) == 1)
        {
            Write(bytes);
        }
    }

    private static void Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written = TerminalNative.Write(
                TerminalNative.StandardOutput, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
            }
            else if (!CanGoOn(Marshal.GetLastPInvokeError()))
            {
                // The terminal is gone, which whoever reads from it is told too.
                return;
            }
        }
    }

    /// <summary>Whether writing to standard output can go on after an error; waits until it can. Whoever shares the terminal may have set it not to block.</summary>
    public static bool CanGoOn(int errno)
    {
        if (errno == TerminalNative.Eagain)
        {
            var entry = new TerminalNative.PollEntry { File = TerminalNative.StandardOutput, Events = TerminalNative.PollOut };
            _ = TerminalNative.Poll(ref entry, 1, -1);
        }

        return errno is TerminalNative.Eintr or TerminalNative.Eagain;
    }
}
