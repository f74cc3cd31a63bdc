using System.Drawing;
using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>The terminal on standard input and output.</summary>
internal sealed class TerminalDevice
{
    private static readonly Size UnknownSize = new(80, 24);

    private readonly TerminalModes _modes = new(TerminalNative.StandardInput);
    private int _isTaken;

    /// <summary>It no longer takes what is written: the connection is gone.</summary>
    public bool IsGone { get; private set; }

    /// <summary>Standard input and output are both a terminal.</summary>
    public static bool IsThere =>
        TerminalNative.IsTerminal(TerminalNative.StandardInput) == 1
        && TerminalNative.IsTerminal(TerminalNative.StandardOutput) == 1;

    // Alternate screen, no cursor, button presses of the mouse in the SGR form, pasted text in brackets so that it is
    // never taken for commands.
    private static ReadOnlySpan<byte> Begin => "\e[?1049h\e[0m\e[2J\e[?25l\e[?1000h\e[?1006h\e[?2004h"u8;

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
    }

    /// <summary>Gives the terminal back as it was found; from any thread, and only once after each <see cref="Take"/>.</summary>
    public void GiveBack()
    {
        if (Interlocked.Exchange(ref _isTaken, 0) == 1)
        {
            Write(End);
            _modes.Restore();
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

    private void Write(ReadOnlySpan<byte> bytes)
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
                IsGone = true;
                return;
            }
        }
    }

    // Whoever shares the terminal may have set it not to block.
    private static bool CanGoOn(int errno)
    {
        if (errno == TerminalNative.Eagain)
        {
            var entry = new TerminalNative.PollEntry { File = TerminalNative.StandardOutput, Events = TerminalNative.PollOut };
            _ = TerminalNative.Poll(ref entry, 1, -1);
        }

        return errno is TerminalNative.Eintr or TerminalNative.Eagain;
    }
}
