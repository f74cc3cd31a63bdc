using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Hosting;

/// <summary>A decoder that fails on one byte.</summary>
internal sealed class BreakableDecoder(IInputDecoder decoder) : IInputDecoder
{
    public const byte Breaks = 0x02;

    public int MillisecondsLeft(long now) => decoder.MillisecondsLeft(now);

    public void Feed(ReadOnlySpan<byte> bytes, long now)
    {
        if (bytes.Contains(Breaks))
        {
            throw new InvalidOperationException("broken on purpose");
        }

        decoder.Feed(bytes, now);
    }

    public void Wait(long now) => decoder.Wait(now);

    public void ExpectAnswers(long now) => decoder.ExpectAnswers(now);

    public void Reset() => decoder.Reset();
}
