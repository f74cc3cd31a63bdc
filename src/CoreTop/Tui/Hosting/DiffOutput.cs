using System.Collections.Concurrent;
using System.Drawing;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Terminal.Gui's output: knows what is on the terminal, sends only the cells that differ, and all of them in one write.
/// </summary>
/// <param name="send">Takes a frame's bytes.</param>
/// <param name="size">The terminal's columns and rows at the start.</param>
/// <param name="terminal">How many colours may be sent, and whether a frame is marked.</param>
/// <param name="hasUnicode">Characters outside ASCII may be sent.</param>
internal sealed class DiffOutput(FrameSink send, Size size, TerminalCapabilities terminal, bool hasUnicode) : IOutput
{
    // Sending a few equal cells again takes no more bytes than moving the pen over them.
    private const int LongestGapSent = 4;

    // What a move of the cursor costs, and what scrolling does, in bytes.
    private const int MoveBytes = 6;
    private const int ShiftBytes = 24;

    // For fewer blanks than this, erasing and moving takes as many bytes as sending them.
    private const int FewestErased = 11;
    private const int FewestErasedAtEnd = 4;

    /// <summary>Stands for the right half of a wide glyph.</summary>
    private static readonly string RightHalf = new("right half");

    private const string Blank = " ";

    private readonly FrameBytes _frame = new();
    private readonly Pen _pen = new(terminal.Depth);
    private SafeGlyphs _glyphs = new(hasUnicode);
    private readonly ConcurrentQueue<SixelToRender> _noImages = [];
    private Size _size = size;
    private Size _shownSize;
    private string?[] _shown = [];
    private Attribute[] _shownLooks = [];
    private int[] _shownRows = [];
    private int[] _wantedRows = [];
    private int _row = -1;
    private int _column;
    private bool _isUnknown = true;

    bool IOutput.Force16Colors { get; set; }

    bool IOutput.IsLegacyConsole { get; set; }

    bool IOutput.UseKittyGraphics { get; set; }

    // DEC private mode 2026: a terminal that knows it shows all of a frame at once.
    private ReadOnlySpan<byte> BeginFrame => terminal.HasFrameMarks ? "\e[?2026h"u8 : [];

    private ReadOnlySpan<byte> EndFrame => terminal.HasFrameMarks ? "\e[?2026l"u8 : [];

    private static ReadOnlySpan<byte> ClearScreen => "\e[0m\e[2J"u8;

    /// <summary>Something else may have drawn on the terminal: the next frame clears it and is sent whole.</summary>
    public void Forget() => _isUnknown = true;

    /// <summary>From now on characters outside ASCII are sent, or not; takes effect with a whole frame.</summary>
    public void UseUnicode(bool isWanted)
    {
        if (_glyphs.HasUnicode != isWanted)
        {
            _glyphs = new SafeGlyphs(isWanted);
            Forget();
        }
    }

    /// <inheritdoc/>
    public void Write(IOutputBuffer buffer)
    {
        var bufferSize = new Size(buffer.Cols, buffer.Rows);
        if (bufferSize != _shownSize)
        {
            _shownSize = bufferSize;
            _shown = new string?[bufferSize.Width * bufferSize.Height];
            _shownLooks = new Attribute[_shown.Length];
            _shownRows = new int[bufferSize.Height];
            _wantedRows = new int[bufferSize.Height];
            Forget();
        }

        _frame.Clear();
        _frame.Add(BeginFrame);
        if (_isUnknown)
        {
            Clear(buffer);
        }
        else
        {
            ShiftRows(buffer);
        }

        for (int row = 0; row < bufferSize.Height; row++)
        {
            if (buffer.DirtyLines[row])
            {
                buffer.DirtyLines[row] = false;
                AddRow(buffer.Contents!, row);
            }
        }

        if (_frame.Length > BeginFrame.Length)
        {
            _frame.Add(EndFrame);
            send(_frame.Span);
        }
    }

    /// <inheritdoc/>
    public Size GetSize() => _size;

    /// <inheritdoc/>
    public void SetSize(int width, int height) => _size = new Size(width, height);

    // Terminal.Gui writes its questions to the terminal here. None is needed, and an answer that comes after the program
    // has ended would be typed into the shell.
    void IOutput.Write(ReadOnlySpan<char> text)
    {
    }

    // No view shows the terminal's cursor.
    void IOutput.SetCursor(Cursor cursor)
    {
    }

    Cursor IOutput.GetCursor() => new();

    ConcurrentQueue<SixelToRender> IOutput.GetSixels() => _noImages;

    void IOutput.Suspend()
    {
    }

    string IOutput.GetLastOutput() => string.Empty;

    string IOutput.ToAnsi(IOutputBuffer buffer) => string.Empty;

    void IDisposable.Dispose()
    {
    }

    private void Clear(IOutputBuffer buffer)
    {
        _isUnknown = false;
        _frame.Add(ClearScreen);
        _pen.Reset();
        _row = -1;
        Array.Fill(_shown, Blank);
        Array.Fill(_shownLooks, Pen.Plain);
        Array.Fill(buffer.DirtyLines, true);
    }

    // A list that has moved is scrolled by the terminal: a row more at its top would else send every row below again.
    private void ShiftRows(IOutputBuffer buffer)
    {
        if (!terminal.HasLineEditing || buffer.DirtyLines.AsSpan().Count(true) < RowShift.FewestRows)
        {
            return;
        }

        int columns = _shownSize.Width;
        for (int row = 0; row < _shownRows.Length; row++)
        {
            _shownRows[row] = Number(row);
            _wantedRows[row] = buffer.DirtyLines[row] ? Number(buffer.Contents!, row) : _shownRows[row];
        }

        if (RowShift.Find(_shownRows, _wantedRows) is not { } shift || !Pays(shift, buffer.Contents!))
        {
            return;
        }

        // New rows come in the background that is set. Setting the region moves the cursor. DECSTBM, then DL or IL.
        _pen.Change(Pen.Plain, _frame);
        AddSequence(shift.Top + 1, ';');
        _frame.Add(shift.Bottom + 1);
        _frame.Add('r');
        AddSequence(shift.Top + 1, 'H');
        AddSequence(Math.Abs(shift.Up), shift.Up > 0 ? 'M' : 'L');
        _frame.Add("\e[r"u8);
        _row = -1;

        int step = shift.Up > 0 ? 1 : -1;
        for (int row = shift.Up > 0 ? shift.Top : shift.Bottom; row >= shift.Top && row <= shift.Bottom; row += step)
        {
            int source = shift.Source(row);
            Span<string?> shown = _shown.AsSpan(row * columns, columns);
            Span<Attribute> looks = _shownLooks.AsSpan(row * columns, columns);
            if (source < 0)
            {
                shown.Fill(Blank);
                looks.Fill(Pen.Plain);
            }
            else
            {
                _shown.AsSpan(source * columns, columns).CopyTo(shown);
                _shownLooks.AsSpan(source * columns, columns).CopyTo(looks);
            }

            buffer.DirtyLines[row] = true;
        }
    }

    private int Number(int shownRow)
    {
        int number = 0;
        for (int at = shownRow * _shownSize.Width; at < (shownRow + 1) * _shownSize.Width; at++)
        {
            number = Numbered(number, _shown[at], _shownLooks[at]);
            at += ReferenceEquals(_shown[Math.Min(at + 1, _shown.Length - 1)], RightHalf) ? 1 : 0;
        }

        return number;
    }

    private int Number(Cell[,] cells, int row)
    {
        int number = 0;
        for (int column = 0; column < _shownSize.Width; column++)
        {
            ref Cell cell = ref cells[row, column];
            string glyph = _glyphs.Of(cell.Grapheme);
            number = Numbered(number, glyph, cell.Attribute ?? default);
            column += SafeGlyphs.Width(glyph) - 1;
        }

        return number;
    }

    // Rows of one number need not be alike: what differs is sent after they were moved.
    private static int Numbered(int number, string? glyph, in Attribute look) => unchecked(
        (((number * 31) + (glyph is null ? 0 : glyph[0])) * 31) + look.Foreground.GetHashCode() + look.Background.GetHashCode());

    private bool Pays(in RowShift shift, Cell[,] cells)
    {
        int stay = 0, move = ShiftBytes;
        for (int row = shift.Top; row <= shift.Bottom; row++)
        {
            stay += CostOf(cells, row, row);
            move += CostOf(cells, row, shift.Source(row));
        }

        return move < stay;
    }

    // About what the row costs where another is shown; a blank one for a source of -1.
    private int CostOf(Cell[,] cells, int row, int source)
    {
        int cost = 0, last = -2;
        for (int column = 0; column < _shownSize.Width; column++)
        {
            string? shown = source < 0 ? Blank : _shown[(source * _shownSize.Width) + column];
            Attribute look = source < 0 ? Pen.Plain : _shownLooks[(source * _shownSize.Width) + column];
            ref Cell cell = ref cells[row, column];
            if ((cell.Attribute ?? default) != look || _glyphs.Of(cell.Grapheme) != shown)
            {
                cost += column == last + 1 ? 1 : MoveBytes;
                last = column;
            }
        }

        return cost;
    }

    private void AddSequence(int number, char final)
    {
        _frame.Add("\e["u8);
        _frame.Add(number);
        _frame.Add(final);
    }

    private void AddRow(Cell[,] cells, int row)
    {
        int columns = _shownSize.Width;
        Span<string?> shown = _shown.AsSpan(row * columns, columns);
        Span<Attribute> looks = _shownLooks.AsSpan(row * columns, columns);
        int width;
        for (int column = 0; column < columns; column += width)
        {
            ref Cell cell = ref cells[row, column];
            string glyph = _glyphs.Of(cell.Grapheme);
            width = SafeGlyphs.Width(glyph);
            if (column + width > columns)
            {
                glyph = Blank;
                width = 1;
            }

            Attribute look = cell.Attribute ?? default;
            bool isShown = (ReferenceEquals(shown[column], glyph) || shown[column] == glyph) && IsSame(glyph, looks[column], look)
                && (width == 1 || ReferenceEquals(shown[column + 1], RightHalf));
            if (!isShown)
            {
                Attribute drawn = glyph == Blank && IsBare(look) ? AsBlank(look) : look;
                MoveTo(row, column, drawn);
                _pen.Change(drawn, _frame);
                int blanks = glyph == Blank && CanErase(look) ? CountErasable(cells, row, column, look) : 0;
                if (blanks > 0)
                {
                    Erase(shown, looks, column, blanks, look);
                    width = blanks;
                    continue;
                }

                _frame.Add(glyph);
                Remember(shown, looks, column, width, glyph, look);
                _column += width;

                // After the last column terminals differ in where the next glyph goes.
                _row = _column < columns ? _row : -1;
            }
        }
    }

    // A blank in this look shows its background alone.
    private static bool IsBare(in Attribute look) => (look.Style & (TextStyle.Underline | TextStyle.Reverse)) == TextStyle.None;

    private static bool IsSame(string glyph, in Attribute one, in Attribute other) =>
        one == other || (glyph == Blank && one.Background == other.Background && IsBare(one) && IsBare(other));

    // The pen keeps its colour and weight for a blank, which costs nothing.
    private Attribute AsBlank(in Attribute look) => _pen.Current with
    {
        Background = look.Background,
        Style = _pen.Current.Style & ~(TextStyle.Underline | TextStyle.Reverse),
    };

    // Erased cells have at most the background that is set, and not in every terminal.
    private bool CanErase(in Attribute look) =>
        terminal.HasLineEditing && look.Background == Pen.Plain.Background && IsBare(look);

    // How many cells from here on can be erased in one go; 0 when too few of them differ for that.
    private int CountErasable(Cell[,] cells, int row, int column, in Attribute look)
    {
        int columns = _shownSize.Width, differing = 0, last = column, end = column;
        for (; end < columns; end++)
        {
            if (_glyphs.Of(cells[row, end].Grapheme) != Blank || !IsSame(Blank, cells[row, end].Attribute ?? default, look))
            {
                break;
            }

            int at = (row * columns) + end;
            if (_shown[at] != Blank || !IsSame(Blank, _shownLooks[at], look))
            {
                differing++;
                last = end;
            }
        }

        return end == columns && differing >= FewestErasedAtEnd ? end - column
            : differing >= FewestErased ? last + 1 - column
            : 0;
    }

    // EL or ECH; the cursor stays.
    private void Erase(Span<string?> shown, Span<Attribute> looks, int column, int count, in Attribute look)
    {
        if (column + count == shown.Length)
        {
            _frame.Add("\e[K"u8);
        }
        else
        {
            AddSequence(count, 'X');
            if (ReferenceEquals(shown[column + count], RightHalf))
            {
                shown[column + count] = null;
            }
        }

        shown.Slice(column, count).Fill(Blank);
        looks.Slice(column, count).Fill(look);
    }

    private static void Remember(
        Span<string?> shown, Span<Attribute> looks, int column, int width, string glyph, in Attribute look)
    {
        // What is written over half of a wide glyph spoils its other half.
        int next = column + width;
        if (next < shown.Length && ReferenceEquals(shown[next], RightHalf))
        {
            shown[next] = null;
        }

        shown[column] = glyph;
        looks[column] = look;
        if (width == 2)
        {
            shown[column + 1] = RightHalf;
        }
    }

    private void MoveTo(int row, int column, in Attribute look)
    {
        if (_row == row && _column == column)
        {
            return;
        }

        if (_row != row || column < _column)
        {
            _frame.Add("\e["u8);
            _frame.Add(row + 1);
            _frame.Add(';');
            _frame.Add(column + 1);
            _frame.Add('H');
        }
        else if (!TrySendGap(row, column, look))
        {
            _frame.Add("\e["u8);
            _frame.Add(column - _column);
            _frame.Add('C');
        }

        (_row, _column) = (row, column);
    }

    // Only when the cells between look as the pen draws now, which stays as it is: else the pen would change twice.
    private bool TrySendGap(int row, int column, in Attribute look)
    {
        int start = row * _shownSize.Width;
        if (column - _column > LongestGapSent || _pen.Current != look)
        {
            return false;
        }

        for (int at = start + _column; at < start + column; at++)
        {
            if (_shown[at] is not { Length: 1 } glyph || glyph[0] >= '\x7F' || !IsSame(glyph, _shownLooks[at], look))
            {
                return false;
            }
        }

        for (int at = start + _column; at < start + column; at++)
        {
            _frame.Add(_shown[at]!);
        }

        return true;
    }
}
