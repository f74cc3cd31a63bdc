using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How each <see cref="Ink"/> looks. Only the terminal's own 16 colours are used, so the user's palette is kept.</summary>
internal sealed class Theme
{
    private readonly Attribute[] _attributes;

    private Theme(Func<Ink, Attribute> look)
    {
        _attributes = [.. Enum.GetValues<Ink>().Select(look)];
    }

    /// <summary>The 16 colours on the terminal's default background.</summary>
    public static Theme Colour { get; } = new(ColourLook);

    /// <summary>No colour: bold, underline and reverse alone tell things apart.</summary>
    public static Theme Mono { get; } = new(MonoLook);

    /// <summary>The attribute that draws <paramref name="ink"/>.</summary>
    public ref readonly Attribute this[Ink ink] => ref _attributes[(int)ink];

    private static Attribute ColourLook(Ink ink) => ink switch
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
        _ => throw new ArgumentOutOfRangeException(nameof(ink), ink, "No look for this ink."),
    };

    private static Attribute MonoLook(Ink ink) => ink switch
    {
        Ink.Heading or Ink.Cursor or Ink.KeyLabel => Plain(Color.None, TextStyle.Reverse),
        Ink.LabelMarked => Plain(Color.None, TextStyle.Bold | TextStyle.Underline),
        Ink.HeadingSorted or Ink.Picked => Plain(Color.None, TextStyle.Reverse | TextStyle.Bold),
        Ink.CursorAway => Plain(Color.None, TextStyle.Underline),
        Ink.Strong or Ink.Tagged or Ink.KeyName or Ink.Warning or Ink.Error or Ink.Waiting or Ink.Narrowed =>
            Plain(Color.None, TextStyle.Bold),
        _ => Plain(Color.None),
    };

    private static Attribute Plain(Color foreground, TextStyle style = TextStyle.None) => new(foreground, Color.None, style);
}
