namespace CoreTop.Tui.Input;

/// <summary>Decodes what a terminal sends. It reads no clock; times are in milliseconds of a clock that never jumps.</summary>
internal interface IInputDecoder
{
    /// <summary>How long to wait for more before <see cref="Wait"/> must be called; -1 when nothing depends on time.</summary>
    /// <param name="now">The time.</param>
    int MillisecondsLeft(long now);

    /// <summary>Takes bytes.</summary>
    /// <param name="bytes">What came, cut anywhere; a character that comes apart from the Esc before it was typed by itself.</param>
    /// <param name="now">When it came.</param>
    void Feed(ReadOnlySpan<byte> bytes, long now);

    /// <summary>Nothing came until now: decides about what waited for more.</summary>
    /// <param name="now">The time.</param>
    void Wait(long now);

    /// <summary>
    /// The terminal was asked something that it may answer, and what it is, last: until it says that, or for a while, what may be an answer is
    /// never taken for keys. Answers to what was not asked are dropped.
    /// </summary>
    /// <param name="now">The time.</param>
    void ExpectAnswers(long now);

    /// <summary>Forgets what began.</summary>
    void Reset();
}
