using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How each <see cref="Ink"/> looks on this screen now. Belongs to the UI thread.</summary>
internal sealed class Theme
{
    private static readonly Ink[] Inks = Enum.GetValues<Ink>();
    private readonly Attribute[] _attributes = new Attribute[Inks.Length];
    private ThemeLook _look;

    /// <summary>A screen's inks.</summary>
    /// <param name="look">How they look at first.</param>
    /// <param name="depth">How many colours may be sent; without any, every theme is monochrome.</param>
    /// <param name="terminal">What is known of the terminal's own colours at first.</param>
    public Theme(ThemeLook look, ColourDepth depth, TerminalColours? terminal = null)
    {
        (Depth, Terminal, _look) = (depth, terminal ?? TerminalColours.Unknown, look);
        Use(look);
    }

    /// <summary>A screen with 256 colours on a dark background.</summary>
    public static Theme Colour => new(ThemeLooks.Default, ColourDepth.Palette, TerminalColours.Dark);

    /// <summary>A screen without colour.</summary>
    public static Theme Mono => new(ThemeLooks.Default, ColourDepth.None);

    /// <summary>How many colours may be sent.</summary>
    public ColourDepth Depth { get; }

    /// <summary>What is known of the terminal's own colours.</summary>
    public TerminalColours Terminal { get; private set; }

    /// <summary>It would look different if more were known of the terminal's background.</summary>
    public bool NeedsBackground => Depth != ColourDepth.None && _look.NeedsBackground;

    /// <summary>The attribute that draws <paramref name="ink"/>.</summary>
    public ref readonly Attribute this[Ink ink] => ref _attributes[(int)ink];

    /// <summary>From now on inks look like this.</summary>
    public void Use(ThemeLook look)
    {
        _look = look;
        Func<Ink, TerminalColours, Attribute> attribute = Depth switch
        {
            ColourDepth.None => ThemeLooks.Monochrome.Sixteen,
            ColourDepth.Sixteen => look.Sixteen,
            _ => look.Many ?? look.Sixteen,
        };
        foreach (Ink ink in Inks)
        {
            _attributes[(int)ink] = attribute(ink, Terminal);
        }
    }

    /// <summary>Takes what became known of the terminal's own colours.</summary>
    /// <returns>Inks look different now.</returns>
    public bool Use(TerminalColours terminal)
    {
        if (terminal == Terminal)
        {
            return false;
        }

        Attribute[] before = [.. _attributes];
        Terminal = terminal;
        Use(_look);
        return !before.AsSpan().SequenceEqual(_attributes);
    }
}
