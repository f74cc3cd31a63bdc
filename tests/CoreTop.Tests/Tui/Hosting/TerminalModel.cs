using System.Globalization;
using System.Text;
using CoreTop.Cells;

namespace CoreTop.Tests.Tui.Hosting;

/// <summary>A terminal that knows what the output sends, and nothing else: any other sequence throws.</summary>
internal sealed class TerminalModel
{
    private const string Plain = "39;49";
    private readonly int _columns;
    private readonly (string Glyph, string Look)[][] _rows;
    private int _row;
    private int _column;
    private int _top;
    private int _bottom;
    private string _foreground = "39";
    private string _background = "49";
    private string _styles = string.Empty;

    public TerminalModel(int columns, int rows)
    {
        _columns = columns;
        _bottom = rows - 1;
        _rows = [.. Enumerable.Range(0, rows).Select(_ => Blanks())];
    }

    /// <summary>Bytes taken so far.</summary>
    public int Bytes { get; private set; }

    /// <summary>What a cell shows and how; nothing in the right half of a wide glyph.</summary>
    public (string Glyph, string Look) this[int row, int column] => _rows[row][column];

    public void Take(ReadOnlySpan<byte> bytes)
    {
        Bytes += bytes.Length;
        string text = Encoding.UTF8.GetString(bytes);
        for (int at = 0; at < text.Length;)
        {
            if (text[at] != '\e')
            {
                Rune rune = Rune.GetRuneAt(text, at);
                Put(rune);
                at += rune.Utf16SequenceLength;
                continue;
            }

            Assert.Equal('[', text[at + 1]);
            int end = at + 2;
            while (text[end] < '@')
            {
                end++;
            }

            Do(text[end], text[(at + 2)..end]);
            at = end + 1;
        }
    }

    private string Look => _styles + _foreground + ";" + _background;

    private (string Glyph, string Look)[] Blanks() => [.. Enumerable.Repeat((" ", Plain), _columns)];

    private void Put(Rune rune)
    {
        int width = Graphemes.Width(rune);
        Assert.InRange(_column + width, 1, _columns);
        _rows[_row][_column++] = (rune.ToString(), Look);
        if (width == 2)
        {
            _rows[_row][_column++] = (string.Empty, Look);
        }
    }

    private void Do(char final, string items)
    {
        if (final is 'h' or 'l')
        {
            Assert.Equal("?2026", items);
            return;
        }

        int[] numbers = [.. items.Split(';').Select(item => item.Length == 0 ? 0 : int.Parse(item, CultureInfo.InvariantCulture))];
        int first = Math.Max(1, numbers[0]);
        switch (final)
        {
            case 'H':
                (_row, _column) = (first - 1, numbers.Length > 1 ? numbers[1] - 1 : 0);
                break;
            case 'C':
                _column += first;
                break;
            case 'J':
                for (int row = 0; row < _rows.Length; row++)
                {
                    _rows[row] = Blanks();
                }

                break;
            case 'K':
                Erase(_columns - _column);
                break;
            case 'X':
                Erase(first);
                break;
            case 'r':
                (_top, _bottom) = items.Length == 0 ? (0, _rows.Length - 1) : (first - 1, numbers[1] - 1);
                (_row, _column) = (0, 0);
                break;
            case 'M' or 'L':
                Assert.Equal("49", _background);
                Assert.InRange(_row, _top, _bottom);
                for (int i = 0; i < first; i++)
                {
                    Move(final == 'M' ? _row : _bottom, final == 'M' ? _bottom : _row);
                }

                break;
            case 'm':
                numbers.ToList().ForEach(Draw);
                break;
            default:
                Assert.Fail($"the sequence {items}{final}");
                break;
        }
    }

    // The row at one end goes, a blank one comes at the other.
    private void Move(int from, int to)
    {
        int step = Math.Sign(to - from);
        for (int row = from; row != to; row += step)
        {
            _rows[row] = _rows[row + step];
        }

        _rows[to] = Blanks();
    }

    private void Erase(int count)
    {
        Assert.Equal("49", _background);
        Array.Fill(_rows[_row], (" ", Look), _column, count);
    }

    private void Draw(int code)
    {
        switch (code)
        {
            case 0:
                (_foreground, _background, _styles) = ("39", "49", string.Empty);
                break;
            case < 10:
                _styles += $"{code};";
                break;
            case (>= 30 and < 40) or (>= 90 and < 98):
                _foreground = $"{code}";
                break;
            default:
                _background = $"{code}";
                break;
        }
    }
}
