using System.Collections.Immutable;
using CoreTop.Settings;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How the themes of the settings look.</summary>
internal static class ThemeLooks
{
    // The colours that Okabe and Ito chose so that people with any kind of colour blindness can tell them apart:
    // https://jfly.uni-koeln.de/color/
    private static readonly Color SkyBlue = new(0x56, 0xB4, 0xE9);
    private static readonly Color BluishGreen = new(0x00, 0x9E, 0x73);
    private static readonly Color Amber = new(0xE6, 0x9F, 0x00);
    private static readonly Color Vermilion = new(0xD5, 0x5E, 0x00);
    private static readonly Color PaleYellow = new(0xF0, 0xE4, 0x42);
    private static readonly Color DeepBlue = new(0x00, 0x72, 0xB2);
    private static readonly Color Mauve = new(0xCC, 0x79, 0xA7);

    /// <summary>The look when no theme is chosen.</summary>
    public static ThemeLook Default { get; } = new(Themes.Default, DefaultLook);

    /// <summary>Bold, underline and reverse alone; what is drawn where no colour may be sent.</summary>
    public static ThemeLook Monochrome { get; } = new(Themes.Monochrome, MonochromeLook);

    /// <summary>How every theme of <see cref="Themes"/> looks.</summary>
    public static ImmutableArray<ThemeLook> All { get; } =
    [
        Default,
        new(Themes.HighContrast, HighContrastLook),
        new(Themes.ColourBlind, ColourBlindLook, OkabeItoLook),
        Monochrome,
    ];

    /// <summary>How a theme looks.</summary>
    public static ThemeLook Of(ThemeChoice theme) => All.First(look => look.Theme == theme);

    private static Attribute DefaultLook(Ink ink) => ink switch
    {
        Ink.Normal => Plain(Color.None),
        Ink.Faint => Plain(Color.DarkGray),
        Ink.Strong => Plain(Color.None, TextStyle.Bold),
        Ink.Heading => new Attribute(Color.Black, Color.Green),
        Ink.HeadingSorted => new Attribute(Color.Black, Color.Cyan, TextStyle.Bold),
        Ink.Cursor => new Attribute(Color.Black, Color.Cyan),
        Ink.CursorAway => new Attribute(Color.Black, Color.Gray),
        Ink.Tagged => Plain(Color.BrightYellow, TextStyle.Bold),
        Ink.KeyName => Plain(Color.None, TextStyle.Bold),
        Ink.KeyLabel => new Attribute(Color.Black, Color.Cyan),
        Ink.KeyDisabled => new Attribute(Color.DarkGray, Color.Cyan),
        Ink.Good => Plain(Color.Green),
        Ink.Notice => Plain(Color.Cyan),
        Ink.Warning => Plain(Color.BrightYellow, TextStyle.Bold),
        Ink.Error => Plain(Color.BrightRed, TextStyle.Bold),
        Ink.Label => Plain(Color.Cyan),
        Ink.LabelMarked => new Attribute(Color.Black, Color.Green),
        Ink.Picked => new Attribute(Color.Black, Color.Yellow),
        Ink.BarEdge => Plain(Color.DarkGray),
        Ink.BarUser => Plain(Color.Green),
        Ink.BarNice => Plain(Color.Blue),
        Ink.BarSystem => Plain(Color.Red),
        Ink.BarIrq => Plain(Color.Yellow),
        Ink.BarSteal => Plain(Color.Magenta),
        Ink.BarIoWait => Plain(Color.DarkGray),
        Ink.Running => Plain(Color.BrightGreen),
        Ink.Waiting => Plain(Color.BrightRed, TextStyle.Bold),
        Ink.Narrowed => Plain(Color.BrightYellow),
        Ink.KernelThread => Plain(Color.DarkGray),
        Ink.ProgramName => Plain(Color.None, TextStyle.Bold),
        Ink.Crowded => Plain(Color.BrightRed, TextStyle.Bold),
        Ink.FindingCpu => new Attribute(Color.White, Color.Red, TextStyle.Bold),
        Ink.FindingMark => Plain(Color.BrightRed, TextStyle.Bold),
        Ink.Megabytes => Plain(Color.Cyan),
        Ink.Gigabytes => Plain(Color.Green),
        Ink.Terabytes => Plain(Color.BrightRed),
        Ink.MemoryUsed => Plain(Color.Green),
        Ink.MemoryBuffers => Plain(Color.Blue),
        Ink.MemoryCache => Plain(Color.Yellow),
        Ink.Heat0 => Plain(Color.DarkGray),
        Ink.Heat1 or Ink.Heat2 => Plain(Color.Blue),
        Ink.Heat3 or Ink.Heat4 => Plain(Color.Cyan),
        Ink.Heat5 or Ink.Heat6 => Plain(Color.Yellow),
        Ink.Heat7 => Plain(Color.BrightYellow),
        Ink.HeatCrowded => Plain(Color.BrightRed, TextStyle.Bold),
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "No look for this ink."),
    };

    private static Attribute HighContrastLook(Ink ink) => ink switch
    {
        Ink.Normal or Ink.Faint or Ink.KernelThread or Ink.BarEdge or Ink.BarIoWait => OnBlack(Color.White),
        Ink.Strong or Ink.KeyName => OnBlack(Color.White, TextStyle.Bold),
        Ink.Heading or Ink.KeyLabel => new Attribute(Color.Black, Color.White),
        Ink.HeadingSorted => new Attribute(Color.Black, Color.BrightYellow, TextStyle.Bold),
        Ink.Cursor => new Attribute(Color.Black, Color.BrightYellow),
        Ink.CursorAway => new Attribute(Color.Black, Color.BrightCyan),
        Ink.KeyDisabled => OnBlack(Color.White),
        Ink.Good or Ink.BarUser or Ink.Running => OnBlack(Color.BrightGreen),
        Ink.Notice or Ink.Label => OnBlack(Color.BrightCyan),
        Ink.LabelMarked => new Attribute(Color.Black, Color.BrightGreen),
        Ink.Picked => new Attribute(Color.Black, Color.BrightMagenta),
        Ink.BarNice => OnBlack(Color.BrightBlue),
        Ink.BarSystem => OnBlack(Color.BrightRed),
        Ink.BarIrq => OnBlack(Color.BrightYellow),
        Ink.BarSteal => OnBlack(Color.BrightMagenta),
        Ink.ProgramName => OnBlack(Color.White, TextStyle.Bold),
        Ink.FindingCpu => new Attribute(Color.Black, Color.BrightRed, TextStyle.Bold),
        Ink.Megabytes => OnBlack(Color.BrightCyan),
        Ink.Gigabytes or Ink.MemoryUsed => OnBlack(Color.BrightGreen),
        Ink.MemoryBuffers => OnBlack(Color.BrightBlue),
        Ink.MemoryCache => OnBlack(Color.BrightYellow),
        Ink.Heat0 => OnBlack(Color.Blue),
        _ => DefaultLook(ink) with { Background = Color.Black },
    };

    // Blue against yellow, which nearly everybody can tell apart; red and green nowhere.
    private static Attribute ColourBlindLook(Ink ink) => ink switch
    {
        Ink.Heading => new Attribute(Color.White, Color.Blue),
        Ink.Good or Ink.BarUser => Plain(Color.BrightBlue),
        Ink.Error or Ink.Waiting => new Attribute(Color.Black, Color.BrightYellow, TextStyle.Bold),
        Ink.LabelMarked => new Attribute(Color.Black, Color.BrightCyan),
        Ink.Picked => new Attribute(Color.Black, Color.BrightYellow),
        Ink.BarNice => Plain(Color.Cyan),
        Ink.BarSystem => Plain(Color.BrightYellow),
        Ink.BarIrq => Plain(Color.Gray),
        Ink.BarSteal => Plain(Color.BrightMagenta),
        Ink.Running => Plain(Color.BrightCyan),
        Ink.Crowded or Ink.FindingCpu or Ink.FindingMark or Ink.HeatCrowded =>
            new Attribute(Color.Black, Color.BrightYellow, TextStyle.Bold),
        Ink.Gigabytes or Ink.MemoryUsed => Plain(Color.BrightBlue),
        Ink.Terabytes => Plain(Color.BrightYellow),
        Ink.MemoryBuffers => Plain(Color.Cyan),
        _ => DefaultLook(ink),
    };

    private static Attribute OkabeItoLook(Ink ink) => ink switch
    {
        Ink.Heading => new Attribute(Color.White, DeepBlue),
        Ink.HeadingSorted => new Attribute(Color.Black, Amber, TextStyle.Bold),
        Ink.Cursor or Ink.KeyLabel => new Attribute(Color.Black, SkyBlue),
        Ink.KeyDisabled => new Attribute(Color.DarkGray, SkyBlue),
        Ink.Tagged or Ink.Narrowed => Plain(PaleYellow, TextStyle.Bold),
        Ink.Good => Plain(BluishGreen),
        Ink.Notice or Ink.Label or Ink.BarUser or Ink.Running => Plain(SkyBlue),
        Ink.Warning => Plain(Amber, TextStyle.Bold),
        Ink.Error or Ink.Waiting => Plain(Vermilion, TextStyle.Bold),
        Ink.LabelMarked => new Attribute(Color.Black, BluishGreen),
        Ink.Picked => new Attribute(Color.Black, PaleYellow),
        Ink.BarNice => Plain(BluishGreen),
        Ink.BarSystem => Plain(Vermilion),
        Ink.BarIrq => Plain(PaleYellow),
        Ink.BarSteal => Plain(Mauve),
        Ink.Crowded or Ink.FindingMark or Ink.HeatCrowded => Plain(Vermilion, TextStyle.Bold),
        Ink.FindingCpu => new Attribute(Color.Black, Vermilion, TextStyle.Bold),
        Ink.Megabytes or Ink.MemoryUsed => Plain(SkyBlue),
        Ink.Gigabytes => Plain(PaleYellow),
        Ink.Terabytes => Plain(Vermilion),
        Ink.MemoryBuffers => Plain(BluishGreen),
        Ink.MemoryCache => Plain(Amber),
        _ => ColourBlindLook(ink),
    };

    private static Attribute MonochromeLook(Ink ink) => ink switch
    {
        Ink.Heading or Ink.Cursor or Ink.KeyLabel => Plain(Color.None, TextStyle.Reverse),
        Ink.LabelMarked or Ink.FindingCpu => Plain(Color.None, TextStyle.Bold | TextStyle.Underline),
        Ink.HeadingSorted or Ink.Picked => Plain(Color.None, TextStyle.Reverse | TextStyle.Bold),
        Ink.CursorAway => Plain(Color.None, TextStyle.Underline),
        Ink.Strong or Ink.Tagged or Ink.KeyName or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Narrowed or
            Ink.ProgramName or Ink.Crowded or Ink.FindingMark or Ink.HeatCrowded => Plain(Color.None, TextStyle.Bold),
        _ => Plain(Color.None),
    };

    private static Attribute Plain(Color foreground, TextStyle style = TextStyle.None) => new(foreground, Color.None, style);

    private static Attribute OnBlack(Color foreground, TextStyle style = TextStyle.None) => new(foreground, Color.Black, style);
}
