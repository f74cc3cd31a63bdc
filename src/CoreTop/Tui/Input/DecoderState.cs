namespace CoreTop.Tui.Input;

/// <summary>Where an <see cref="InputDecoder"/> is.</summary>
internal enum DecoderState
{
    /// <summary>Between keys.</summary>
    Ground = 0,

    /// <summary>A lone Esc acted; <c>[</c> and <c>O</c>, and <c>]</c> of an answer, may still belong to it.</summary>
    AfterEscape,

    /// <summary>An Esc, or two, of which is not known yet what they are.</summary>
    Escape,

    /// <summary>Within a character.</summary>
    Character,

    /// <summary>Behind CSI or SS3.</summary>
    Sequence,

    /// <summary>Behind <c>CSI [</c>, which the kernel's console sends for F1 to F5.</summary>
    ConsoleKey,

    /// <summary>Within a report of the mouse in the old form.</summary>
    Mouse,

    /// <summary>Within DCS, OSC, SOS, PM or APC.</summary>
    String,

    /// <summary>Within one of them, behind an Esc.</summary>
    StringEscape,

    /// <summary>Within pasted text.</summary>
    Paste,

    /// <summary>What came is whole, but the terminal has a longer key that begins so.</summary>
    Whole,
}
