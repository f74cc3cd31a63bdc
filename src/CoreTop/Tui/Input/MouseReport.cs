namespace CoreTop.Tui.Input;

/// <summary>What a terminal says of its mouse.</summary>
/// <param name="Code">Button, wheel, motion and keys held down, coded as in mode 1006.</param>
/// <param name="Column">From 0.</param>
/// <param name="Row">From 0.</param>
/// <param name="IsRelease">The button was let go.</param>
internal readonly record struct MouseReport(int Code, int Column, int Row, bool IsRelease)
{
    /// <summary>In reports of the old form (mode 1000 without 1006): some button was let go.</summary>
    public const int AnyButton = 3;

    /// <summary>The report of mode 1006 that a sequence is; null when it is not one, or is malformed.</summary>
    public static MouseReport? Of(in ControlSequence said) =>
        said is { Count: 3, IsMalformed: false } && said.Number(1, absent: 0) > 0 && said.Number(2, absent: 0) > 0
            ? new MouseReport(said.Number(0, absent: 0), said.Number(1) - 1, said.Number(2) - 1, said.Final == (byte)'m')
            : null;

    /// <summary>The button, 0 to 2, or <see cref="AnyButton"/>; of the wheel, its direction.</summary>
    public int Button => Code & 3;

    public bool IsShift => (Code & 4) != 0;

    public bool IsAlt => (Code & 8) != 0;

    public bool IsCtrl => (Code & 16) != 0;

    public bool IsMotion => (Code & 32) != 0;

    public bool IsWheel => (Code & 64) != 0;

    /// <summary>It is one of those that more than three buttons have.</summary>
    public bool IsExtraButton => (Code & 128) != 0;
}
