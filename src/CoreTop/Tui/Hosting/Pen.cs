using CoreTop.Tui.Drawing;
using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Hosting;

/// <summary>What the terminal draws with now; changes it by the shortest sequence. See "SGR" in console_codes(4).</summary>
/// <param name="depth">How many colours may be sent; a colour outside of them becomes one that is near.</param>
internal sealed class Pen(ColourDepth depth)
{
    private const int DefaultForeground = 39;
    private const int OtherForeground = 38;
    private const int FromPalette = 5;
    private const int FromComponents = 2;
    private const int ToBackground = 10;
    private const int NotBold = 22, NotUnderlined = 24, NotReversed = 27;
    private const TextStyle Sent = TextStyle.Bold | TextStyle.Faint | TextStyle.Underline | TextStyle.Reverse;

    // Colours by these names are the terminal's own, however they look there.
    private static readonly Dictionary<Color, int> OwnCodes = MakeOwnCodes();

    private readonly Dictionary<Color, int> _nearCodes = [];

    /// <summary>The terminal's own colours and no style: what the sequence with 0 sets.</summary>
    public static Attribute Plain { get; } = new(Color.None, Color.None);

    /// <summary>The look that is set.</summary>
    public Attribute Current { get; private set; } = Plain;

    /// <summary>The terminal was last set to something other than plain.</summary>
    public void Reset() => Current = Plain;

    /// <summary>Makes the terminal draw with <paramref name="next"/>.</summary>
    public void Change(in Attribute next, FrameBytes frame)
    {
        if (Current == next)
        {
            return;
        }

        TextStyle before = Current.Style & Sent;
        TextStyle after = next.Style & Sent;
        var items = new ItemList(frame);
        if ((before & ~after) != 0)
        {
            before = TakeAway(ref items, before & ~after, next);
        }

        AddStyles(ref items, after & ~before);
        if (depth != ColourDepth.None)
        {
            AddColour(ref items, next.Foreground, Current.Foreground, 0);
            AddColour(ref items, next.Background, Current.Background, ToBackground);
        }

        items.End();
        Current = next;
    }

    // By taking everything away, or the style alone where that leaves a colour that would take more bytes to set again.
    private TextStyle TakeAway(ref ItemList items, TextStyle styles, in Attribute next)
    {
        if (depth is ColourDepth.Palette or ColourDepth.TrueColour
            && (IsKept(Current.Foreground, next.Foreground) || IsKept(Current.Background, next.Background)))
        {
            if ((styles & (TextStyle.Bold | TextStyle.Faint)) != 0)
            {
                items.Add(NotBold);
                styles |= TextStyle.Bold | TextStyle.Faint;
            }

            AddStyle(ref items, styles, TextStyle.Underline, NotUnderlined);
            AddStyle(ref items, styles, TextStyle.Reverse, NotReversed);
            return Current.Style & Sent & ~styles;
        }

        items.Add(0);
        Current = Plain;
        return TextStyle.None;
    }

    private static bool IsKept(Color now, Color next) => now == next && !OwnCodes.ContainsKey(now);

    private static void AddStyles(ref ItemList items, TextStyle styles)
    {
        AddStyle(ref items, styles, TextStyle.Bold, 1);
        AddStyle(ref items, styles, TextStyle.Faint, 2);
        AddStyle(ref items, styles, TextStyle.Underline, 4);
        AddStyle(ref items, styles, TextStyle.Reverse, 7);
    }

    private static void AddStyle(ref ItemList items, TextStyle styles, TextStyle style, int code)
    {
        if ((styles & style) != 0)
        {
            items.Add(code);
        }
    }

    private void AddColour(ref ItemList items, Color next, Color before, int offset)
    {
        if (next == before)
        {
            return;
        }

        if (OwnCodes.TryGetValue(next, out int code))
        {
            items.Add(code + offset);
        }
        else if (depth == ColourDepth.Sixteen)
        {
            items.Add(NearCode(next) + offset);
        }
        else
        {
            items.Add(OtherForeground + offset);
            AddOther(ref items, next, NearCode(next));
        }
    }

    private static void AddOther(ref ItemList items, Color colour, int index)
    {
        if (index >= 0)
        {
            items.Add(FromPalette);
            items.Add(index);
            return;
        }

        items.Add(FromComponents);
        items.Add(colour.R);
        items.Add(colour.G);
        items.Add(colour.B);
    }

    private int NearCode(Color colour)
    {
        if (!_nearCodes.TryGetValue(colour, out int code))
        {
            code = depth switch
            {
                // What the palette has exactly takes fewer bytes by its index.
                ColourDepth.TrueColour => PaletteIndex.Exact(colour),
                ColourDepth.Palette => PaletteIndex.Nearest(colour.R, colour.G, colour.B),
                _ => (int)colour.GetAnsiColorCode(),
            };
            _nearCodes.Add(colour, code);
        }

        return code;
    }

    private static Dictionary<Color, int> MakeOwnCodes()
    {
        var codes = new Dictionary<Color, int> { [Color.None] = DefaultForeground };
        foreach (Color own in new[]
        {
            Color.Black, Color.Red, Color.Green, Color.Yellow, Color.Blue, Color.Magenta, Color.Cyan, Color.Gray,
            Color.DarkGray, Color.BrightRed, Color.BrightGreen, Color.BrightYellow, Color.BrightBlue,
            Color.BrightMagenta, Color.BrightCyan, Color.White,
        })
        {
            codes[own] = (int)own.GetAnsiColorCode();
        }

        return codes;
    }

    /// <summary>The numbers of one sequence; nothing is sent when there are none.</summary>
    private ref struct ItemList(FrameBytes frame)
    {
        private bool _hasAny;

        public void Add(int code)
        {
            frame.Add(_hasAny ? ";"u8 : "\e["u8);
            frame.Add(code);
            _hasAny = true;
        }

        public readonly void End()
        {
            if (_hasAny)
            {
                frame.Add('m');
            }
        }
    }
}
