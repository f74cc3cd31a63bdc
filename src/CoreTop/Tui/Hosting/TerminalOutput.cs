using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Sends bytes to a terminal and never waits for it: what it does not take, because its connection is slow or stands still, is
/// kept until it does. Until then nothing new should be drawn, so that frames are left out and never queue up.
/// </summary>
/// <param name="file">A descriptor that does not block; with one that does, sending waits.</param>
internal sealed class TerminalOutput(int file)
{
    private const int LastMilliseconds = 200;

    private readonly Lock _turn = new();
    private byte[] _kept = [];
    private int _from;
    private int _end;

    /// <summary>The descriptor.</summary>
    public int File => file;

    /// <summary>The terminal has not taken all yet; when <see cref="File"/> is writable, <see cref="SendMore"/>.</summary>
    public bool IsBehind => Volatile.Read(ref _from) < Volatile.Read(ref _end);

    /// <summary>
    /// The terminal on standard output, opened once more where that may be: not to block belongs to what was opened, which
    /// standard output shares with the shell.
    /// </summary>
    public static TerminalOutput OfProcess()
    {
        int file = TerminalNative.Open("/dev/stdout", TerminalNative.OpenFlags);

        // After su(1) the terminal belongs to somebody else, but everybody may open the one that controls the process.
        if (file < 0 && TerminalNative.ForegroundGroup(TerminalNative.StandardOutput) >= 0)
        {
            file = TerminalNative.Open("/dev/tty", TerminalNative.OpenFlags);
        }

        return new TerminalOutput(file < 0 ? TerminalNative.StandardOutput : file);
    }

    /// <summary>Sends bytes after those that are kept.</summary>
    public void Send(ReadOnlySpan<byte> bytes)
    {
        lock (_turn)
        {
            ReadOnlySpan<byte> left = IsBehind ? bytes : Write(bytes);
            if (!left.IsEmpty)
            {
                Keep(left);
            }
        }
    }

    /// <summary>Sends of what is kept as much as the terminal takes.</summary>
    public void SendMore()
    {
        lock (_turn)
        {
            _from = _end - Write(_kept.AsSpan(_from, _end - _from)).Length;
        }
    }

    /// <summary>
    /// Sends bytes instead of those that are kept. A terminal that stands still loses what it was sent and did not take yet,
    /// so that it gets these when it continues. From any thread.
    /// </summary>
    /// <param name="bytes">Short, and beginning with an escape sequence, which ends one that was cut off.</param>
    public void SendLast(ReadOnlySpan<byte> bytes)
    {
        bool hasTurn = _turn.TryEnter(LastMilliseconds);
        try
        {
            _from = _end;
            if (!Write(bytes).IsEmpty && (!WaitUntilWritable() || !Write(bytes).IsEmpty))
            {
                _ = TerminalNative.Flush(file, TerminalNative.FlushOutput);
                _ = Write(bytes);
            }
        }
        finally
        {
            if (hasTurn)
            {
                _turn.Exit();
            }
        }
    }

    /// <summary>Sends what is taken now.</summary>
    /// <returns>What is left; nothing when the terminal is gone, which the reader finds out by itself.</returns>
    private ReadOnlySpan<byte> Write(ReadOnlySpan<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            nint written = TerminalNative.Write(file, in MemoryMarshal.GetReference(bytes), (nuint)bytes.Length);
            if (written > 0)
            {
                bytes = bytes[(int)written..];
                continue;
            }

            int error = Marshal.GetLastPInvokeError();
            if (error != Errno.Eintr)
            {
                return error == Errno.Eagain ? bytes : [];
            }
        }

        return bytes;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_from == _end)
        {
            _from = _end = 0;
        }

        if (_end + bytes.Length > _kept.Length)
        {
            Array.Resize(ref _kept, Math.Max(2 * _kept.Length, _end + bytes.Length));
        }

        bytes.CopyTo(_kept.AsSpan(_end));
        _end += bytes.Length;
    }

    private bool WaitUntilWritable()
    {
        var entry = new TerminalNative.PollEntry { File = file, Events = TerminalNative.PollOut };
        return TerminalNative.Poll(ref entry, 1, LastMilliseconds) > 0;
    }
}
