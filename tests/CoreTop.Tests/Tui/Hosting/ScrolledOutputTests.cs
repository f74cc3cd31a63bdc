using System.Drawing;
using CoreTop.Cells;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Hosting;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;
using Color = Terminal.Gui.Drawing.Color;

namespace CoreTop.Tests.Tui.Hosting;

/// <summary>Rows that moved are moved by the terminal, and blanks erased; what it shows then is what was drawn.</summary>
public sealed class ScrolledOutputTests : IDisposable
{
    private const int Columns = 60;
    private const int Rows = 20;
    private static readonly Attribute Plain = new(Color.None, Color.None);
    private static readonly Attribute Green = new(Color.Green, Color.None);
    private static readonly Attribute Bar = new(Color.Black, Color.Cyan, TextStyle.Bold);

    private readonly OutputBufferImpl _buffer = new();
    private readonly TerminalModel _terminal = new(Columns, Rows);
    private readonly DiffOutput _output;

    public ScrolledOutputTests()
    {
        _output = new DiffOutput(
            _terminal.Take, new Size(Columns, Rows), new TerminalCapabilities(ColourDepth.Sixteen, WhyNot: null), hasUnicode: true);
        _buffer.SetSize(Columns, Rows);
        for (int row = 0; row < Rows; row++)
        {
            Put(row, 0, new string(' ', Columns), Plain);
        }
    }

    public void Dispose() => ((IDisposable)_output).Dispose();

    [Theory]
    [InlineData(1, 0)]
    [InlineData(-1, 0)]
    [InlineData(3, 4)]
    [InlineData(-7, 2)]
    public void A_list_that_moved_costs_little_more_than_its_new_rows(int up, int first)
    {
        List(first, from: 100);
        int before = Sent();

        List(first, from: 100 + up);

        // A new row has 40 characters, and each move of the cursor a few.
        Assert.InRange(Sent() - before, 1, (Math.Abs(up) * 60) + 40);
    }

    [Fact]
    public void Rows_that_differ_in_a_digit_are_not_moved_for_that()
    {
        for (int row = 0; row < Rows; row++)
        {
            Put(row, 0, $"{row % 10}" + new string('x', 50), Plain);
        }

        int before = Sent();
        for (int row = 0; row < Rows; row++)
        {
            Put(row, 0, $"{(row + 1) % 10}" + new string('x', 50), Plain);
        }

        Assert.InRange(Sent() - before, 1, (Rows * 7) + 20);
    }

    [Fact]
    public void Blanks_to_the_end_of_a_row_cost_one_sequence()
    {
        Put(3, 0, new string('x', Columns), Plain);
        int before = Sent();

        Put(3, 5, new string(' ', Columns - 5), Plain);

        Assert.Equal("\e[?2026h\e[4;6H\e[K\e[?2026l".Length, Sent() - before);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Whatever_is_drawn_after_whatever_else_the_terminal_shows_it(int seed)
    {
        var random = new Random(seed);
        var rows = new List<string>();
        for (int frame = 0; frame < 300; frame++)
        {
            while (rows.Count < Rows || random.Next(3) == 0)
            {
                rows.Insert(random.Next(rows.Count + 1), Line(random));
            }

            rows.RemoveRange(0, random.Next(3) == 0 ? Math.Min(random.Next(6), rows.Count - Rows) : 0);
            for (int i = random.Next(4); i > 0; i--)
            {
                rows[random.Next(Rows)] = Line(random);
            }

            int bar = random.Next(Rows * 2);
            for (int row = 0; row < Rows; row++)
            {
                Attribute look = row == bar ? Bar : rows[row].Length % 3 == 0 ? Green : Plain;
                Put(row, 0, new string(' ', Columns), random.Next(8) == 0 ? Green : Plain);
                Put(row, 0, rows[row], look);
            }

            Sent();
            if (random.Next(50) == 0)
            {
                _output.Forget();
            }
        }
    }

    private static string Line(Random random) => random.Next(6) switch
    {
        0 => string.Empty,
        1 => new string(' ', random.Next(Columns - 3)) + "本" + random.Next(10),
        2 => "日本" + new string('█', random.Next(20)) + new string(' ', random.Next(20)) + "x",
        _ => $"{random.Next(1000),6} root {new string(' ', random.Next(14))}{random.Next(100)} worker{random.Next(5)}",
    };

    private void List(int first, int from)
    {
        for (int row = first; row < Rows; row++)
        {
            Put(row, 0, string.Create(null, $"{(from + row) * 7919 % 9973,8} worker {(from + row) * 104729 % 999983,20}"), Plain);
        }

        Sent();
    }

    // Sends the frame and compares every cell.
    private int Sent()
    {
        _output.Write(_buffer);
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                Cell cell = _buffer.Contents![row, column];
                (string glyph, string look) = _terminal[row, column];
                if (glyph.Length > 0)
                {
                    Assert.Equal((row, column, cell.Grapheme), (row, column, glyph));
                    Assert.Equal(Seen(glyph, LookOf(cell.Attribute!.Value)), Seen(glyph, look));
                }
            }
        }

        return _terminal.Bytes;
    }

    // Only the background of a blank is seen.
    private static string Seen(string glyph, string look) => glyph == " " ? look[(look.LastIndexOf(';') + 1)..] : look;

    private static string LookOf(Attribute look) => look == Bar ? "1;30;46" : look == Green ? "32;49" : "39;49";

    private void Put(int row, int column, string text, Attribute look)
    {
        foreach (System.Text.Rune rune in text.EnumerateRunes())
        {
            int width = Graphemes.Width(rune);
            for (int i = 0; i < width && column < Columns; i++)
            {
                _buffer.Contents![row, column++] = new Cell(look, true, i == 0 ? rune.ToString() : " ");
            }
        }

        _buffer.DirtyLines[row] = true;
    }
}
