namespace CoreTop.Tui.Input;

/// <summary>Control characters and functions of ECMA-48 that begin or end something; those from 0x80 on in 8 bits.</summary>
internal static class ControlFunctions
{
    public const byte Bell = 0x07;
    public const byte Cancel = 0x18;
    public const byte Substitute = 0x1A;
    public const byte Escape = 0x1B;

    /// <summary>SS3.</summary>
    public const byte SingleShift = 0x8F;

    /// <summary>DCS.</summary>
    public const byte DeviceControl = 0x90;

    /// <summary>SOS.</summary>
    public const byte StartOfString = 0x98;

    /// <summary>CSI.</summary>
    public const byte Introducer = 0x9B;

    /// <summary>ST.</summary>
    public const byte Terminator = 0x9C;

    /// <summary>OSC.</summary>
    public const byte SystemCommand = 0x9D;

    /// <summary>APC.</summary>
    public const byte ApplicationCommand = 0x9F;

    /// <summary>The function that an Esc and a second byte from <c>@</c> to <c>_</c> stand for.</summary>
    public static int BehindEscape(byte second) => second + 0x40;

    /// <summary>Whether it begins a string that a terminator ends.</summary>
    public static bool BeginsString(int function) =>
        function is DeviceControl or StartOfString or (>= SystemCommand and <= ApplicationCommand);
}
