using System.Collections.Immutable;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// The colours of a theme that has its own, for terminals with at least 256. None of them may be exactly one of the terminal's 16, as
/// that stands for whatever the terminal has there.
/// </summary>
internal sealed record ThemePaint
{
    /// <summary>Behind everything; <see cref="Color.None"/> for what the terminal has there.</summary>
    public required Color Ground { get; init; }

    /// <summary>Ordinary text; <see cref="Color.None"/> for what the terminal has for it.</summary>
    public required Color Text { get; init; }

    public required Color Faint { get; init; }

    public required Color Strong { get; init; }

    public required Color Label { get; init; }

    public required Color Good { get; init; }

    public required Color Notice { get; init; }

    public required Color Warning { get; init; }

    public required Color Error { get; init; }

    /// <summary>The ends of a bar.</summary>
    public required Color Edge { get; init; }

    /// <summary>Parts of a bar, in their order.</summary>
    public required Color User { get; init; }

    public required Color Nice { get; init; }

    public required Color System { get; init; }

    public required Color Irq { get; init; }

    public required Color Steal { get; init; }

    public required ColourPair Heading { get; init; }

    public required ColourPair Sorted { get; init; }

    public required ColourPair Cursor { get; init; }

    public required ColourPair CursorAway { get; init; }

    public required ColourPair Key { get; init; }

    public required ColourPair KeyDisabled { get; init; }

    public required ColourPair Marked { get; init; }

    public required ColourPair Picked { get; init; }

    public required ColourPair Finding { get; init; }

    /// <summary>From an idle CPU to a full one: eight calm colours, each further from the ground than the one before and none as far as a crowded one.</summary>
    public required ImmutableArray<Color> Heat { get; init; }

    /// <summary>A crowded CPU among them, which makes a band.</summary>
    public required ColourPair HeatCrowded { get; init; }

    /// <summary>How an ink looks.</summary>
    public Attribute Look(Ink ink) => ink switch
    {
        Ink.Faint or Ink.KernelThread or Ink.BarIoWait => On(Faint),
        Ink.Strong or Ink.KeyName or Ink.ProgramName => On(Strong, TextStyle.Bold),
        Ink.Heading => On(Heading),
        Ink.HeadingSorted => On(Sorted, TextStyle.Bold),
        Ink.Cursor => On(Cursor),
        Ink.CursorAway => On(CursorAway),
        Ink.KeyLabel => On(Key),
        Ink.KeyDisabled => On(KeyDisabled),
        Ink.LabelMarked => On(Marked),
        Ink.Picked => On(Picked),
        Ink.FindingCpu => On(Finding, TextStyle.Bold),
        Ink.Good or Ink.Running or Ink.Gigabytes => On(Good),
        Ink.Notice => On(Notice),
        Ink.Warning or Ink.Tagged => On(Warning, TextStyle.Bold),
        Ink.Narrowed => On(Warning),
        Ink.Error or Ink.Waiting or Ink.Crowded or Ink.FindingMark => On(Error, TextStyle.Bold),
        Ink.Terabytes => On(Error),
        Ink.Label or Ink.Megabytes => On(Label),
        Ink.BarEdge => On(Edge),
        Ink.BarUser or Ink.MemoryUsed => On(User),
        Ink.BarNice or Ink.MemoryBuffers => On(Nice),
        Ink.BarSystem => On(System),
        Ink.BarIrq or Ink.MemoryCache => On(Irq),
        Ink.BarSteal => On(Steal),
        >= Ink.Heat0 and <= Ink.Heat7 => On(Heat[ink - Ink.Heat0]),
        Ink.HeatCrowded => On(HeatCrowded, TextStyle.Bold),
        _ => On(Text),
    };

    /// <summary>The same on the terminal's own background, with as much contrast as each needs there.</summary>
    /// <param name="background">The terminal's background.</param>
    public ThemePaint OnTerminal(Color background)
    {
        return this with
        {
            Ground = Color.None,
            Text = Color.None,
            Faint = Seen(Faint),
            Strong = Seen(Strong),
            Label = Seen(Label),
            Good = Seen(Good),
            Notice = Seen(Notice),
            Warning = Seen(Warning),
            Error = Seen(Error),
            Edge = Shaped(Edge),
            User = Seen(User),
            Nice = Shaped(Nice),
            System = Shaped(System),
            Irq = Shaped(Irq),
            Steal = Shaped(Steal),
        };

        Color Seen(Color colour) => Contrast.SeenOn(background, colour, Contrast.Text);

        Color Shaped(Color colour) => Contrast.SeenOn(background, colour, Contrast.Shape);
    }

    private static Attribute On(ColourPair pair, TextStyle style = TextStyle.None) => new(pair.Text, pair.Ground, style);

    private Attribute On(Color colour, TextStyle style = TextStyle.None) => new(colour, Ground, style);
}
