using Terminal.Gui.Drawing;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Hosting;

/// <summary>What the terminal draws with now; changes it by the shortest sequence. See "SGR" in console_codes(4).</summary>
/// <param name="hasColour">Colours may be sent; else bold, underline and reverse alone.</param>
internal sealed class Pen(bool hasColour)
{
    private const int DefaultForeground = 39;
    private const int ToBackground = 10;
    private const TextStyle Sent = TextStyle.Bold | TextStyle.Faint | TextStyle.Underline | TextStyle.Reverse;

    private readonly Dictionary<Color, int> _codes = new() { [Color.None] = DefaultForeground };

    /// <summary>The terminal's own colours and no style: what the sequence with 0 sets.</summary>
    public static Attribute Plain { get; } = new(Color.None, Color.None);

    /// <summary>The look that is set.</summary>
    public Attribute Current { get; private set; } = Plain;

    /// <summary>The terminal was told otherwise to draw plain.</summary>
    public void Reset() => Current = Plain;

    /// <summary>Makes the terminal draw with <paramref name="next"/>.</summary>
    public void Change(in Attribute next, FrameBytes frame)
    {
        if (Current == next)
        {
            return;
        }

        // A style is taken away by taking everything away.
        TextStyle before = Current.Style & Sent;
        TextStyle after = next.Style & Sent;
        var items = new ItemList(frame);
        if ((before & ~after) != 0)
        {
            items.Add(0);
            Current = Plain;
            before = TextStyle.None;
        }

        AddStyles(ref items, after & ~before);
        if (hasColour)
        {
            AddColour(ref items, next.Foreground, Current.Foreground, 0);
            AddColour(ref items, next.Background, Current.Background, ToBackground);
        }

        items.End();
        Current = next;
    }

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
        if (next != before)
        {
            items.Add(Code(next) + offset);
        }
    }

    private int Code(Color colour)
    {
        if (!_codes.TryGetValue(colour, out int code))
        {
            code = (int)colour.GetAnsiColorCode();
            _codes.Add(colour, code);
        }

        return code;
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
