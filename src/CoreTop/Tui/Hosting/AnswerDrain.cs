using CoreTop.Tui.Input;

namespace CoreTop.Tui.Hosting;

/// <summary>Reads and drops what the terminal answers until the last answer is there, so that none is typed into the shell.</summary>
/// <param name="ended">Called when a last answer is there.</param>
internal sealed class AnswerDrain(Action ended) : IInputEvents
{
    // Another thread may read the last answer meanwhile.
    private const int SliceMilliseconds = 20;
    private const int MostBytes = 4096;

    /// <summary>Reads until no answer is waited for any more, or the terminal is gone.</summary>
    /// <param name="file">The terminal's descriptor, on which keys come one by one.</param>
    /// <param name="isWaitedFor">Asked again and again.</param>
    /// <param name="ended">Called when a last answer is there.</param>
    public static void Run(int file, Func<bool> isWaitedFor, Action ended)
    {
        if (!isWaitedFor())
        {
            return;
        }

        var decoder = new InputDecoder(KeyTable.Empty, new AnswerDrain(ended));
        decoder.ExpectAnswers(Environment.TickCount64);
        byte[] bytes = new byte[MostBytes];
        var entry = new TerminalNative.PollEntry { File = file, Events = TerminalNative.PollIn };
        while (isWaitedFor())
        {
            if (TerminalNative.Poll(ref entry, 1, SliceMilliseconds) <= 0)
            {
                continue;
            }

            nint read = TerminalNative.Read(file, ref bytes[0], MostBytes);
            if (read <= 0)
            {
                return;
            }

            decoder.Feed(bytes.AsSpan(0, (int)read), Environment.TickCount64);
        }
    }

    /// <inheritdoc/>
    public void Press(TerminalKey key)
    {
    }

    /// <inheritdoc/>
    public void Report(MouseReport report)
    {
    }

    /// <inheritdoc/>
    public void Paste(string text)
    {
    }

    /// <inheritdoc/>
    public void DropOpener(char opener)
    {
    }

    /// <inheritdoc/>
    public void ReportBackground(ReportedColour colour)
    {
    }

    /// <inheritdoc/>
    public void EndAnswers() => ended();
}
