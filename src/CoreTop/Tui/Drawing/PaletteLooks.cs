using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// Looks in the terminal's own 16 colours, readable on the palettes of xterm, the kernel's console, and Solarized dark and light. On all
/// of these only few pairs are: black on grey, bright cyan or white, and those the other way round; on a dark background green and cyan,
/// too, and on a light one colours for bars alone. Black is never bold, as many terminals then draw it in grey.
/// </summary>
internal static class PaletteLooks
{
    /// <summary>On the terminal's own background.</summary>
    public static Attribute OnTerminal(Ink ink, TerminalColours terminal) =>
        terminal.IsConsole ? ConsoleLook(ink)
        : terminal.IsDark ? DarkLook(ink)
        : terminal.IsLight ? LightLook(ink)
        : AnyLook(ink);

    /// <summary>On black.</summary>
    public static Attribute OnBlack(Ink ink, TerminalColours terminal) =>
        terminal.IsConsole ? Over(ConsoleLook(ink), Color.Gray, Color.Black) : Over(BlackLook(ink), Color.Gray, Color.Black);

    /// <summary>On black, with nothing in less than white.</summary>
    public static Attribute BrightOnBlack(Ink ink, TerminalColours terminal)
    {
        Attribute look = OnBlack(ink, terminal);
        return look.Background == Color.Black && look.Foreground == Color.Gray ? look with { Foreground = Color.White } : look;
    }

    /// <summary>On black, without red and green.</summary>
    public static Attribute NoRedOrGreen(Ink ink, TerminalColours terminal) => ink switch
    {
        Ink.BarUser or Ink.MemoryUsed => new Attribute(Color.BrightBlue, Color.Black),
        Ink.BarNice or Ink.MemoryBuffers => new Attribute(Color.Cyan, Color.Black),
        _ when !terminal.IsConsole => OnBlack(ink, terminal),
        Ink.Heading => new Attribute(Color.White, Color.Blue),
        Ink.LabelMarked => new Attribute(Color.BrightYellow, Color.Blue),
        Ink.Picked => new Attribute(Color.White, Color.Yellow),
        Ink.Good or Ink.Running or Ink.Gigabytes => new Attribute(Color.BrightCyan, Color.Black),
        Ink.FindingCpu or Ink.HeatCrowded => new Attribute(Color.White, Color.Magenta),
        Ink.Error or Ink.Waiting or Ink.Crowded or Ink.FindingMark or Ink.Terabytes =>
            new Attribute(Color.BrightYellow, Color.Black, TextStyle.Bold),
        _ => OnBlack(ink, terminal),
    };

    /// <summary>On white; on the kernel's console, which has no white background, on black.</summary>
    public static Attribute OnWhite(Ink ink, TerminalColours terminal) => terminal.IsConsole ? OnBlack(ink, terminal) : ink switch
    {
        Ink.Tagged or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Narrowed or Ink.Crowded or Ink.FindingMark =>
            new Attribute(Color.Black, Color.White, TextStyle.Underline),
        Ink.FindingCpu or Ink.HeatCrowded => new Attribute(Color.White, Color.Black),
        Ink.BarNice or Ink.MemoryBuffers => new Attribute(Color.Magenta, Color.White),
        Ink.BarIrq or Ink.MemoryCache => new Attribute(Color.DarkGray, Color.White),
        Ink.BarSteal => new Attribute(Color.BrightRed, Color.White),
        _ when IsBlock(ink) => AnyLook(ink),
        _ => Over(LightLook(ink) with { Style = TextStyle.None }, Color.Black, Color.White),
    };

    // Where nothing is known of the background. The colours of bars are those that are seen on white and on black.
    private static Attribute AnyLook(Ink ink) => ink switch
    {
        Ink.Heading or Ink.KeyLabel => new Attribute(Color.Black, Color.Gray),
        Ink.HeadingSorted => new Attribute(Color.Black, Color.White),
        Ink.Cursor => new Attribute(Color.Black, Color.BrightCyan),
        Ink.CursorAway => new Attribute(Color.BrightCyan, Color.Black, TextStyle.Underline),
        Ink.KeyDisabled => new Attribute(Color.Gray, Color.Black),
        Ink.LabelMarked => new Attribute(Color.Black, Color.Gray, TextStyle.Underline),
        Ink.Picked => new Attribute(Color.Black, Color.BrightCyan, TextStyle.Underline),
        Ink.FindingCpu => new Attribute(Color.Black, Color.White, TextStyle.Underline),
        Ink.Strong or Ink.Tagged or Ink.KeyName or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Narrowed or
            Ink.ProgramName or Ink.Crowded or Ink.FindingMark or Ink.Heat7 => Plain(Color.None, TextStyle.Bold),
        Ink.BarSystem => Plain(Color.BrightRed),
        Ink.HeatCrowded => new Attribute(Color.Black, Color.BrightCyan),
        Ink.BarIrq or Ink.MemoryCache => Plain(Color.Magenta),
        Ink.BarNice or Ink.BarSteal or Ink.MemoryBuffers => Plain(Color.BrightMagenta),
        _ => Plain(Color.None),
    };

    private static Attribute DarkLook(Ink ink) => ink switch
    {
        Ink.Label or Ink.Notice or Ink.Megabytes => Plain(Color.Cyan),
        Ink.Good or Ink.Running or Ink.Gigabytes or Ink.BarUser or Ink.MemoryUsed => Plain(Color.Green),
        Ink.Narrowed => Plain(Color.BrightCyan),
        Ink.Tagged => Plain(Color.BrightCyan, TextStyle.Bold),
        Ink.Warning or Ink.Error or Ink.Waiting or Ink.Crowded or Ink.FindingMark or Ink.Terabytes => Plain(Color.White, TextStyle.Bold),
        Ink.BarNice or Ink.MemoryBuffers => Plain(Color.BrightBlue),
        Ink.BarIrq or Ink.MemoryCache => Plain(Color.Yellow),
        Ink.BarSteal => Plain(Color.Magenta),
        Ink.Heat0 or Ink.Heat1 => Plain(Color.Blue),
        >= Ink.Heat2 and <= Ink.Heat4 => Plain(Color.Cyan),
        >= Ink.Heat5 and <= Ink.Heat7 => Plain(Color.BrightCyan),
        Ink.HeatCrowded => new Attribute(Color.Black, Color.White),
        _ => AnyLook(ink),
    };

    private static Attribute LightLook(Ink ink) => ink switch
    {
        Ink.BarUser or Ink.MemoryUsed => Plain(Color.Blue),
        Ink.BarSystem => Plain(Color.Red),
        Ink.Heat0 or Ink.Heat1 => Plain(Color.BrightCyan),
        Ink.Heat2 or Ink.Heat3 => Plain(Color.Cyan),
        Ink.Heat4 or Ink.Heat5 => Plain(Color.BrightBlue),
        Ink.Heat6 or Ink.Heat7 => Plain(Color.Blue),
        Ink.HeatCrowded => new Attribute(Color.White, Color.Black),
        _ => AnyLook(ink),
    };

    private static Attribute BlackLook(Ink ink) => ink switch
    {
        Ink.Label or Ink.Notice or Ink.Good or Ink.Running or Ink.Megabytes or Ink.Gigabytes or Ink.Narrowed =>
            Plain(Color.BrightCyan),
        Ink.Tagged => Plain(Color.BrightCyan, TextStyle.Bold),
        Ink.Strong or Ink.ProgramName or Ink.KeyName or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Crowded or Ink.FindingMark or
            Ink.Terabytes => Plain(Color.White, TextStyle.Bold),
        Ink.BarSystem => Plain(Color.Yellow),
        Ink.BarIrq or Ink.BarIoWait => Plain(Color.Gray),
        Ink.BarSteal => Plain(Color.White),
        _ => DarkLook(ink),
    };

    // Its palette is known, so there is more to choose from; it has eight backgrounds, and draws underlined text in another colour.
    private static Attribute ConsoleLook(Ink ink) => ink switch
    {
        Ink.Heading => new Attribute(Color.Black, Color.Green),
        Ink.HeadingSorted or Ink.CursorAway => new Attribute(Color.Black, Color.Gray),
        Ink.Cursor or Ink.KeyLabel => new Attribute(Color.Black, Color.Cyan),
        Ink.LabelMarked => new Attribute(Color.White, Color.Blue),
        Ink.Picked => new Attribute(Color.White, Color.Magenta),
        Ink.FindingCpu or Ink.HeatCrowded => new Attribute(Color.White, Color.Red),
        Ink.Tagged or Ink.Warning => Plain(Color.BrightYellow, TextStyle.Bold),
        Ink.Narrowed or Ink.BarIrq => Plain(Color.BrightYellow),
        Ink.Error or Ink.Waiting or Ink.Crowded or Ink.FindingMark => Plain(Color.BrightRed, TextStyle.Bold),
        Ink.Terabytes => Plain(Color.BrightRed),
        Ink.Running => Plain(Color.BrightGreen),
        Ink.BarSystem => Plain(Color.Yellow),
        _ => DarkLook(ink),
    };

    private static bool IsBlock(Ink ink) => AnyLook(ink).Background != Color.None;

    private static Attribute Over(Attribute look, Color foreground, Color background) => look with
    {
        Foreground = look.Foreground == Color.None ? foreground : look.Foreground,
        Background = look.Background == Color.None ? background : look.Background,
    };

    private static Attribute Plain(Color foreground, TextStyle style = TextStyle.None) => new(foreground, Color.None, style);
}
