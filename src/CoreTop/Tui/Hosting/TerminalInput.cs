using System.Diagnostics;
using System.Runtime.InteropServices;
using CoreTop.Kernel.Native;
using CoreTop.Tui.Input;

namespace CoreTop.Tui.Hosting;

/// <summary>Reads what the terminal sends and has it decoded. Whatever goes wrong with that ends with the input being dropped.</summary>
internal sealed class TerminalInput
{
    private const int MostBytes = 4096;

    private readonly byte[] _bytes = new byte[MostBytes];
    private readonly IInputDecoder _decoder;
    private long _waitBegan = Now;
    private long _waitEnded = Now;

    /// <param name="file">The terminal's descriptor.</param>
    /// <param name="decoder">Makes what decodes.</param>
    public TerminalInput(int file, Func<IInputEvents, IInputDecoder> decoder)
    {
        File = file;
        _decoder = decoder(Events);
    }

    /// <summary>The terminal's descriptor.</summary>
    public int File { get; }

    /// <summary>What was decoded.</summary>
    public InputInjection Events { get; } = new();

    private static long Now => Stopwatch.GetTimestamp() / (Stopwatch.Frequency / 1000);

    /// <summary>To be called before waiting for the terminal.</summary>
    /// <returns>How long to wait until time decides what came, in milliseconds; -1 when nothing depends on it.</returns>
    public int BeginWait()
    {
        _waitBegan = Now;
        int left = _decoder.MillisecondsLeft(_waitBegan);

        // Time is rounded down, so one more saves a turn that comes too early.
        return left > 0 ? left + 1 : left;
    }

    /// <summary>To be called after waiting: reads what there is.</summary>
    /// <param name="isReadable">There is something.</param>
    /// <returns>False when the terminal is gone.</returns>
    public bool EndWait(bool isReadable)
    {
        // What was there without any waiting may have come at any time since the last.
        long now = Now;
        long came = now == _waitBegan ? _waitEnded : now;
        _waitEnded = now;
        if (!isReadable)
        {
            Decode([], now);
            return true;
        }

        nint read = TerminalNative.Read(File, ref _bytes[0], MostBytes);
        if (read <= 0)
        {
            return read < 0 && Marshal.GetLastPInvokeError() is Errno.Eintr or Errno.Eagain;
        }

        Decode(_bytes.AsSpan(0, (int)read), came);
        return true;
    }

    /// <summary>Reads what there is, without waiting.</summary>
    public void ReadNow()
    {
        _ = BeginWait();
        var entry = new TerminalNative.PollEntry { File = File, Events = TerminalNative.PollIn };
        if (TerminalNative.Poll(ref entry, 1, 0) > 0)
        {
            _ = EndWait(isReadable: true);
        }
    }

    /// <summary>The terminal was asked something now.</summary>
    public void ExpectAnswers() => _decoder.ExpectAnswers(Now);

    private void Decode(ReadOnlySpan<byte> bytes, long now)
    {
        try
        {
            if (bytes.IsEmpty)
            {
                _decoder.Wait(now);
            }
            else
            {
                _decoder.Feed(bytes, now);
            }
        }
#pragma warning disable CA1031 // A key must not end the screen: what was meant is lost, and said to be.
        catch (Exception mistake)
#pragma warning restore CA1031
        {
            _decoder.Reset();
            Events.Fail(mistake);
        }
    }
}
