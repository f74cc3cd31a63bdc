namespace CoreTop.Tui.Drawing;

/// <summary>How many colours the terminal is sent, at most.</summary>
internal enum ColourDepth
{
    /// <summary>None: bold, underline and reverse alone.</summary>
    None = 0,

    /// <summary>The terminal's own 16, which the user may have chosen.</summary>
    Sixteen,

    /// <summary>The 256 of xterm: the 16, a cube of 6x6x6, and greys.</summary>
    Palette,

    /// <summary>Red, green and blue with 8 bits each.</summary>
    TrueColour,
}
