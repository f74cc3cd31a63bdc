namespace CoreTop.Tui.Input;

/// <summary>Keys held down with another, with the values that terminals add up, less one, in their sequences.</summary>
[Flags]
internal enum KeyModifiers : byte
{
    None = 0,
    Shift = 1,
    Alt = 2,
    Ctrl = 4,
    Meta = 8,
}
