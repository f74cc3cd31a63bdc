using System.Drawing;
using System.Text;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class DiffOutputTests
{
    private const int Columns = 10;
    private const int Rows = 2;
    private static readonly Attribute Plain = new(Color.None, Color.None);
    private static readonly Attribute Green = new(Color.Green, Color.None);
    private static readonly Attribute Bar = new(Color.Black, Color.Cyan);
    private static readonly Attribute Bold = new(Color.None, Color.None, TextStyle.Bold);

    private readonly OutputBufferImpl _buffer = new();
    private readonly StringBuilder _sent = new();
    private int _frames;

    public DiffOutputTests()
    {
        _buffer.SetSize(Columns, Rows);
        for (int row = 0; row < Rows; row++)
        {
            Put(row, 0, new string(' ', Columns), Plain);
        }
    }

    [Fact]
    public void The_first_frame_clears_has_every_cell_that_is_not_blank_and_comes_in_one_piece()
    {
        Put(0, 9, "x", Bar);
        Put(1, 2, "load", Plain);

        Assert.Equal("\e[?2026h\e[0m\e[2J\e[1;10H\e[30;46mx\e[2;3H\e[39;49mload\e[?2026l", Frame(Make()));
        Assert.Equal(1, _frames);
    }

    [Fact]
    public void A_frame_drawn_again_without_a_difference_sends_no_byte()
    {
        DiffOutput output = Make();
        Frame(output);

        for (int row = 0; row < Rows; row++)
        {
            Put(row, 0, new string(' ', Columns), Plain);
        }

        Assert.Equal("", Frame(output));
        Assert.Equal(1, _frames);
    }

    [Fact]
    public void One_digit_that_changes_costs_one_move_and_one_character()
    {
        DiffOutput output = Make();
        Put(0, 0, "45", Plain);
        Frame(output);

        Put(0, 1, "6", Plain);

        Assert.Equal("\e[1;2H6", Inner(output));
    }

    [Fact]
    public void A_change_of_the_foreground_alone_sends_the_foreground_alone()
    {
        DiffOutput output = Make();
        Frame(output);

        Put(0, 0, "a", Plain);
        Put(0, 1, "b", Green);
        Put(0, 2, "c", new Attribute(Color.BrightRed, Color.None));

        Assert.Equal("\e[1;1Ha\e[32mb\e[91mc", Inner(output));
    }

    [Fact]
    public void A_background_and_a_style_are_added_and_taken_away()
    {
        DiffOutput output = Make();
        Frame(output);

        Put(0, 0, "a", Bar);
        Put(0, 1, "b", Bold);
        Put(0, 2, "c", Plain);

        Assert.Equal("\e[1;1H\e[30;46ma\e[1;39;49mb\e[0mc", Inner(output));
    }

    [Fact]
    public void A_short_gap_is_sent_again_and_a_long_one_is_moved_over()
    {
        DiffOutput output = Make();
        Frame(output);

        Put(0, 0, "a", Plain);
        Put(0, 3, "b", Plain);
        Put(0, 9, "c", Plain);

        Assert.Equal("\e[1;1Ha  b\e[5Cc", Inner(output));
    }

    [Fact]
    public void A_narrow_glyph_in_place_of_a_wide_one_repaints_what_its_other_half_spoilt()
    {
        DiffOutput output = Make();
        Put(0, 0, "本", Plain);
        Frame(output);

        Put(0, 0, "a", Plain);

        Assert.Equal("\e[1;1Ha ", Inner(output));
    }

    [Fact]
    public void A_wide_glyph_over_the_left_half_of_another_repaints_its_right_half()
    {
        DiffOutput output = Make();
        Put(0, 1, "本", Plain);
        Frame(output);

        Put(0, 0, "日", Plain);

        Assert.Equal("\e[1;1H日 ", Inner(output));
    }

    [Fact]
    public void A_wide_glyph_in_the_last_column_is_left_out()
    {
        DiffOutput output = Make();
        Frame(output);

        Put(0, Columns - 2, "a本", Plain);

        Assert.Equal("\e[1;9Ha", Inner(output));
    }

    [Fact]
    public void After_the_last_column_the_place_is_given_anew()
    {
        DiffOutput output = Make();
        Frame(output);

        Put(0, Columns - 1, "a", Plain);
        Put(1, 0, "b", Plain);

        Assert.Equal("\e[1;10Ha\e[2;1Hb", Inner(output));
    }

    [Fact]
    public void Without_colour_bold_underline_and_reverse_are_sent_and_no_colour()
    {
        DiffOutput output = Make(ColourDepth.None);
        Frame(output);

        Put(0, 0, "a", new Attribute(Color.Green, Color.Black, TextStyle.Bold));
        Put(0, 1, "b", new Attribute(Color.None, Color.None, TextStyle.Reverse));
        Put(0, 2, "c", new Attribute(Color.Red, Color.Blue, TextStyle.Underline));

        Assert.Equal("\e[1;1H\e[1ma\e[0;7mb\e[0;4mc", Inner(output));
    }

    [Fact]
    public void Without_unicode_no_byte_is_outside_ascii()
    {
        DiffOutput output = Make(hasUnicode: false);
        Frame(output);

        Put(0, 0, "▕█▏×…⚠é本", Plain);

        Assert.Equal("\e[1;1H[#]x~!??", Inner(output));
    }

    [Fact]
    public void What_would_steer_the_terminal_is_not_sent()
    {
        DiffOutput output = Make();
        Frame(output);

        _buffer.Contents![0, 0] = new Cell(Plain, true, "\e");
        _buffer.Contents![0, 1] = new Cell(Plain, true, "\u009B");
        _buffer.Contents![0, 2] = new Cell(Plain, true, "e\u0301\a");
        _buffer.DirtyLines[0] = true;

        Assert.Equal("\e[1;1H???", Inner(output));
    }

    [Fact]
    public void A_terminal_of_another_size_gets_a_whole_frame()
    {
        DiffOutput output = Make();
        Frame(output);

        _buffer.SetSize(3, 1);
        Put(0, 0, "abc", Plain);

        Assert.Equal("\e[0m\e[2J\e[1;1Habc", Inner(output));
    }

    [Fact]
    public void What_is_forgotten_is_sent_again()
    {
        DiffOutput output = Make();
        Put(0, 3, "a", Bold);
        string first = Frame(output);

        output.Forget();

        Assert.Equal(first, Frame(output));
    }

    [Fact]
    public void Questions_to_the_terminal_are_kept_from_it()
    {
        IOutput output = Make();

        output.Write("\e[c");

        Assert.Equal(0, _frames);
    }

    [Theory]
    [InlineData(nameof(ColourDepth.TrueColour), "\e[1;1H\e[38;2;213;94;0ma")]
    [InlineData(nameof(ColourDepth.Palette), "\e[1;1H\e[38;5;166ma")]
    [InlineData(nameof(ColourDepth.Sixteen), "\e[1;1H\e[91ma")]
    [InlineData(nameof(ColourDepth.None), "\e[1;1Ha")]
    public void A_colour_outside_the_sixteen_is_sent_as_well_as_the_terminal_can(string depth, string expected)
    {
        DiffOutput output = Make(Enum.Parse<ColourDepth>(depth));
        Frame(output);

        Put(0, 0, "a", new Attribute(new Color(0xD5, 0x5E, 0x00), Color.None));

        Assert.Equal(expected, Inner(output));
    }

    [Fact]
    public void A_blank_is_sent_with_its_background_alone()
    {
        DiffOutput output = Make(ColourDepth.Palette);
        Frame(output);

        Put(0, 0, "ab", Green);
        Put(0, 2, " ", Bold);
        Put(0, 3, "c", Green);
        Put(0, 4, " ", Bar);
        Put(0, 5, " ", new Attribute(Color.Red, Color.None, TextStyle.Underline));

        Assert.Equal("\e[1;1H\e[32mab c\e[46m \e[4;31;49m ", Inner(output));
    }

    [Fact]
    public void A_blank_that_changes_nothing_but_its_colour_and_weight_is_not_sent_again()
    {
        DiffOutput output = Make();
        Put(0, 0, "   ", Plain);
        Frame(output);

        Put(0, 0, " ", Green);
        Put(0, 1, " ", Bold);
        Assert.Equal("", Frame(output));

        Put(0, 1, " ", Bar);
        Assert.Equal("\e[1;2H\e[46m ", Inner(output));
    }

    [Fact]
    public void A_colour_that_the_palette_of_256_has_exactly_is_sent_by_its_index()
    {
        DiffOutput output = Make(ColourDepth.TrueColour);
        Frame(output);

        Put(0, 0, "a", new Attribute(new Color(0x87, 0xD7, 0x87), new Color(0x30, 0x30, 0x30)));

        Assert.Equal("\e[1;1H\e[38;5;114;48;5;236ma", Inner(output));
    }

    [Theory]
    [InlineData(TextStyle.Bold, TextStyle.None, "22")]
    [InlineData(TextStyle.Bold | TextStyle.Underline, TextStyle.Bold, "24")]
    [InlineData(TextStyle.Bold | TextStyle.Reverse, TextStyle.Underline, "22;27;4")]
    public void A_style_that_ends_leaves_a_background_that_would_take_long_to_set_again(TextStyle before, TextStyle after, string sent)
    {
        DiffOutput output = Make(ColourDepth.TrueColour);
        Frame(output);
        var ground = new Color(0x16, 0x19, 0x1F);

        Put(0, 0, "a", new Attribute(new Color(0x87, 0xD7, 0x87), ground, before));
        Put(0, 1, "b", new Attribute(new Color(0x87, 0xD7, 0x87), ground, after));

        Assert.EndsWith($"a\e[{sent}mb", Inner(output), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(nameof(ColourDepth.TrueColour))]
    [InlineData(nameof(ColourDepth.Palette))]
    public void The_terminals_own_colours_are_named_and_not_mixed_however_many_there_are(string depth)
    {
        DiffOutput output = Make(Enum.Parse<ColourDepth>(depth));
        Frame(output);

        Put(0, 0, "a", Bar);

        Assert.Equal("\e[1;1H\e[30;46ma", Inner(output));
    }

    [Fact]
    public void A_screen_told_to_use_ascii_sends_the_whole_frame_in_ascii()
    {
        DiffOutput output = Make();
        Put(0, 0, "█x", Plain);
        Frame(output);

        output.UseUnicode(false);

        Assert.EndsWith("#x\e[?2026l", Frame(output), StringComparison.Ordinal);
    }

    private DiffOutput Make(ColourDepth depth = ColourDepth.Sixteen, bool hasUnicode = true) =>
        new(Send, new Size(Columns, Rows), new TerminalCapabilities(depth, WhyNot: null), hasUnicode);

    private void Send(ReadOnlySpan<byte> frame)
    {
        _sent.Append(Encoding.UTF8.GetString(frame));
        _frames++;
    }

    private string Frame(DiffOutput output)
    {
        _sent.Clear();
        output.Write(_buffer);
        return _sent.ToString();
    }

    // A frame without what is around each.
    private string Inner(DiffOutput output)
    {
        string frame = Frame(output);
        Assert.StartsWith("\e[?2026h", frame, StringComparison.Ordinal);
        Assert.EndsWith("\e[?2026l", frame, StringComparison.Ordinal);
        return frame["\e[?2026h".Length..^"\e[?2026l".Length];
    }

    // As the canvas does it: a wide glyph, then a blank for its right half.
    private void Put(int row, int column, string text, Attribute look)
    {
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = CoreTop.Cells.Graphemes.Width(rune);
            for (int i = 0; i < width && column < _buffer.Cols; i++)
            {
                _buffer.Contents![row, column++] = new Cell(look, true, i == 0 ? rune.ToString() : " ");
            }
        }

        _buffer.DirtyLines[row] = true;
    }
}
