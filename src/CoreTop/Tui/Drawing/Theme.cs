using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>How each <see cref="Ink"/> looks on this screen now. Belongs to the UI thread.</summary>
internal sealed class Theme
{
    private static readonly Ink[] Inks = Enum.GetValues<Ink>();
    private readonly Attribute[] _attributes = new Attribute[Inks.Length];

    /// <summary>A screen's inks.</summary>
    /// <param name="look">How they look at first.</param>
    /// <param name="depth">How many colours may be sent; without any, every theme is monochrome.</param>
    public Theme(ThemeLook look, ColourDepth depth)
    {
        Depth = depth;
        Use(look);
    }

    /// <summary>A screen with the 16 colours.</summary>
    public static Theme Colour => new(ThemeLooks.Default, ColourDepth.Sixteen);

    /// <summary>A screen without colour.</summary>
    public static Theme Mono => new(ThemeLooks.Default, ColourDepth.None);

    /// <summary>How many colours may be sent.</summary>
    public ColourDepth Depth { get; }

    /// <summary>The attribute that draws <paramref name="ink"/>.</summary>
    public ref readonly Attribute this[Ink ink] => ref _attributes[(int)ink];

    /// <summary>From now on inks look like this.</summary>
    public void Use(ThemeLook look)
    {
        Func<Ink, Attribute> attribute = Depth switch
        {
            ColourDepth.None => ThemeLooks.Monochrome.Sixteen,
            ColourDepth.Sixteen => look.Sixteen,
            _ => look.Many ?? look.Sixteen,
        };
        foreach (Ink ink in Inks)
        {
            _attributes[(int)ink] = attribute(ink);
        }
    }
}
