namespace CoreTop.Tui.Input;

/// <summary>Takes what an <see cref="InputDecoder"/> finds, in order.</summary>
internal interface IInputEvents
{
    /// <summary>A key was pressed.</summary>
    void Press(TerminalKey key);

    /// <summary>The mouse did something.</summary>
    void Report(MouseReport report);

    /// <summary>Text was pasted.</summary>
    /// <param name="text">Without control characters; not empty.</param>
    void Paste(string text);

    /// <summary>
    /// A <c>[</c>, <c>O</c> or, while an answer is expected, <c>]</c> that came after a lone Esc was dropped, as it might have been the rest of a key.
    /// </summary>
    /// <param name="opener">Which of them.</param>
    void DropOpener(char opener);

    /// <summary>The terminal answered what its background is.</summary>
    void ReportBackground(ReportedColour colour);

    /// <summary>The terminal answered what it is, which was asked last: nothing else is answered after it.</summary>
    void EndAnswers();
}
