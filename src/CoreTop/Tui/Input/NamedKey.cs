namespace CoreTop.Tui.Input;

/// <summary>A key that has a name rather than a character.</summary>
internal enum NamedKey : byte
{
    /// <summary>The key is a character.</summary>
    None = 0,

    Up,
    Down,
    Left,
    Right,
    Home,
    End,
    PageUp,
    PageDown,
    Insert,
    Delete,
    Backspace,
    Tab,
    Enter,
    Escape,

    /// <summary>A key that is known and does nothing here: Menu, Print, Help, the middle of the keypad.</summary>
    Other,

    /// <summary>F1; the others follow it.</summary>
    F1,

    /// <summary>F12, the last that a command can have.</summary>
    F12 = F1 + 11,

    /// <summary>F63, the last that terminfo knows.</summary>
    F63 = F1 + 62,
}
