using System.Drawing;
using System.Text;
using CoreTop.Cells;
using Terminal.Gui.Drawing;
using Terminal.Gui.Drivers;
using Terminal.Gui.ViewBase;
using Attribute = Terminal.Gui.Drawing.Attribute;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// Writes cells of one view straight into the screen buffer, only where they differ: the ordinary drawing calls cost
/// about forty times as much. Whatever lies over the view (a dialog) is left alone.
/// </summary>
internal ref struct Canvas
{
    private readonly Cell[,] _cells;
    private readonly bool[] _dirtyRows;
    private readonly Rectangle _area;
    private readonly Region? _clip;
    private readonly ReadOnlySpan<Rectangle> _covers;
    private readonly Theme _theme;

    /// <summary>For a view that Terminal.Gui has draw itself.</summary>
    public Canvas(View view, Theme theme)
        : this(view, theme, [])
    {
        _clip = view.App!.Driver!.Clip is { } clip && !clip.Contains(_area) ? clip : null;
    }

    /// <summary>For a view under others.</summary>
    public Canvas(View view, Theme theme, ReadOnlySpan<Rectangle> covers)
    {
        IDriver driver = view.App!.Driver!;
        _cells = driver.Contents!;
        _dirtyRows = driver.GetOutputBuffer().DirtyLines;
        _area = Rectangle.Intersect(
            view.ViewportToScreen(new Rectangle(Point.Empty, view.Viewport.Size)),
            new Rectangle(0, 0, driver.Cols, driver.Rows));
        _covers = covers;
        _theme = theme;
    }

    /// <summary>Column of the next cell written, from the view's left.</summary>
    public int X { get; private set; }

    /// <summary>Row of the next cell written, from the view's top.</summary>
    public int Y { get; private set; }

    /// <summary>The view's columns.</summary>
    public readonly int Width => _area.Width;

    /// <summary>The view's rows.</summary>
    public readonly int Height => _area.Height;

    /// <summary>Where the next cell goes.</summary>
    public void MoveTo(int x, int y)
    {
        X = x;
        Y = y;
    }

    /// <summary>Writes one character of one cell's width.</summary>
    public void Put(char character, Ink ink) => PutCell(Graphemes.Of(character), _theme[ink]);

    /// <summary>Writes text, made safe to draw, as far as it fits in <paramref name="maxWidth"/> cells.</summary>
    public void Text(scoped ReadOnlySpan<char> text, Ink ink, int maxWidth = int.MaxValue)
    {
        int end = (int)Math.Min((long)X + maxWidth, Width);
        foreach (Rune rune in text.EnumerateRunes())
        {
            int width = Graphemes.Width(rune);
            if (width == 0)
            {
                continue;
            }

            if (X + width > end)
            {
                break;
            }

            PutCell(Graphemes.Of(rune), _theme[ink]);
            if (width == 2)
            {
                PutCell(" ", _theme[ink]);
            }
        }
    }

    /// <summary>Writes text in a field of <paramref name="width"/> cells, blank on its right; text too long ends in <c>…</c>.</summary>
    public void Left(scoped ReadOnlySpan<char> text, int width, Ink ink)
    {
        int end = X + width;
        int columns = Columns(text);
        if (columns > width && width > 0)
        {
            Text(text, ink, width - 1);
            if (X < end)
            {
                Put('…', ink);
            }
        }
        else
        {
            Text(text, ink, width);
        }

        BlankTo(end, ink);
    }

    /// <summary>Writes text in a field of <paramref name="width"/> cells, blank on its left; text too long is cut on its right.</summary>
    public void Right(scoped ReadOnlySpan<char> text, int width, Ink ink)
    {
        int end = X + width;
        BlankTo(end - Columns(text), ink);
        Text(text, ink, end - X);
        BlankTo(end, ink);
    }

    /// <summary>Blanks up to column <paramref name="end"/>, not included.</summary>
    public void BlankTo(int end, Ink ink)
    {
        end = Math.Min(end, Width);
        while (X < end)
        {
            PutCell(" ", _theme[ink]);
        }
    }

    /// <summary>Blanks the rest of the row.</summary>
    public void BlankRow(Ink ink) => BlankTo(Width, ink);

    /// <summary>Blanks from row <paramref name="first"/> to the last.</summary>
    public void BlankRowsFrom(int first)
    {
        for (int row = first; row < Height; row++)
        {
            MoveTo(0, row);
            BlankRow(Ink.Normal);
        }
    }

    /// <summary>How many cells the text takes.</summary>
    public static int Columns(ReadOnlySpan<char> text) => Graphemes.Columns(text);

    private void PutCell(string grapheme, in Attribute attribute)
    {
        int x = X++;
        if ((uint)x >= (uint)_area.Width || (uint)Y >= (uint)_area.Height)
        {
            return;
        }

        int column = _area.X + x, row = _area.Y + Y;
        if ((_clip is not null && !_clip.Contains(column, row)) || IsCovered(column, row))
        {
            return;
        }

        ref Cell cell = ref _cells[row, column];
        if (!ReferenceEquals(cell.Grapheme, grapheme) || cell.Attribute != attribute)
        {
            cell = new Cell(attribute, true, grapheme);
            _dirtyRows[row] = true;
        }
    }

    private readonly bool IsCovered(int column, int row)
    {
        foreach (ref readonly Rectangle cover in _covers)
        {
            if (cover.Contains(column, row))
            {
                return true;
            }
        }

        return false;
    }
}
