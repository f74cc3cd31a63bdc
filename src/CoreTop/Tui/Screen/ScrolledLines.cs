using System.Drawing;
using CoreTop.Cells;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Keys;

namespace CoreTop.Tui.Screen;

/// <summary>Lines of text that scroll in a pane.</summary>
internal sealed class ScrolledLines : ISearched
{
    private const int EdgeCells = 2;
    private const int NotFound = -1;

    // What was found stands so far below the top that what comes before it is seen too.
    private const int FoundAt = 3;
    private const int LeastWidth = 20;
    private const int ContinuedBy = 2;

    private int _line;
    private int _last = int.MaxValue;
    private int _found = NotFound;
    private string _foundText = string.Empty;
    private object? _source;
    private int _width;

    /// <summary>The lines.</summary>
    public IReadOnlyList<TextLine> Lines { get; private set; } = [];

    /// <summary>How many are in view.</summary>
    public int Height { get; private set; }

    /// <summary>The first line in view.</summary>
    public int First => Math.Min(_line, _last);

    /// <summary>Fits the lines to the room there is; they are made again only for another source or another width.</summary>
    /// <param name="source">What they are made of.</param>
    /// <param name="room">The cells of the pane.</param>
    /// <param name="otherRows">The pane's rows that are not lines.</param>
    /// <param name="make">Makes the lines, given the cells for text.</param>
    public void Fit(object source, Size room, int otherRows, Func<int, IReadOnlyList<TextLine>> make)
    {
        if (!ReferenceEquals(_source, source) || _width != room.Width)
        {
            (_source, _width) = (source, room.Width);
            Lines = Whole(make(room.Width - EdgeCells), room.Width - EdgeCells);
        }

        Height = Math.Max(0, room.Height - otherRows);
        _last = Math.Max(0, Lines.Count - Height);
    }

    /// <summary>Begins with that line; how far there are lines shows when they are fitted.</summary>
    public void Start(int line) => (_line, _last, _found, _foundText) = (line, int.MaxValue, NotFound, string.Empty);

    /// <summary>Begins with the first line.</summary>
    public void ToTop() => Start(0);

    /// <inheritdoc/>
    public int Count => Lines.Count;

    /// <inheritdoc/>
    public int Current => IsInView(_found) ? _found : First;

    /// <inheritdoc/>
    public Predicate<int> Matcher(string text) => line => Lines[line].Text.Contains(text, StringComparison.OrdinalIgnoreCase) || BeginsIn(line, text);

    /// <inheritdoc/>
    public void Show(int line, string text)
    {
        (_found, _foundText) = (line, text);
        if (!IsInView(line))
        {
            _line = Math.Clamp(line - FoundAt, 0, _last);
        }
    }

    /// <summary>Scrolls as the key says, by a line or by what is in view; k and j as Up and Down, Space as PgDn.</summary>
    public void Move(string keyName)
    {
        string moves = keyName switch
        {
            "k" => "Up",
            "j" => "Down",
            "Space" => "PgDn",
            _ => keyName,
        };
        _line = Math.Clamp(LineKeys.Move(moves, First, Math.Max(1, Height)), 0, _last);
    }

    // A line that is wider than the room takes several rows: nothing is cut. The rows after its first stand further to the right.
    private static IReadOnlyList<TextLine> Whole(IReadOnlyList<TextLine> lines, int width)
    {
        if (width < LeastWidth || lines.All(line => Canvas.Columns(line.Text) <= width))
        {
            return lines;
        }

        List<TextLine> whole = [];
        foreach (TextLine line in lines)
        {
            if (Canvas.Columns(line.Text) <= width)
            {
                whole.Add(line);
                continue;
            }

            string text = line.Text.Trim();
            int blanks = Math.Min(line.Text.Length - line.Text.TrimStart().Length, width / 2);
            string first = WordWrap.Pieces(text, width - blanks).First();
            whole.Add(line with { Text = new string(' ', blanks) + first.TrimEnd() });
            string indent = new(' ', blanks + ContinuedBy), rest = text[first.Length..].TrimStart();
            whole.AddRange((rest.Length == 0 ? [] : WordWrap.Pieces(rest, width - indent.Length))
                .Select(piece => line with { Text = indent + piece.TrimEnd() }));
        }

        return whole;
    }

    /// <summary>Draws the heading row over the lines: a title, and which of them are in view.</summary>
    public void DrawTitle(ref Canvas canvas, string title)
    {
        string place = $" {Math.Min(Lines.Count, First + 1)}-{Math.Min(Lines.Count, First + Height)}/{Lines.Count} ";
        canvas.MoveTo(0, 0);
        canvas.Left(title, Math.Max(0, canvas.Width - place.Length), Ink.Heading);
        canvas.Text(place, Ink.Heading);
        canvas.BlankRow(Ink.Heading);
    }

    /// <summary>Draws the lines in view from row <paramref name="top"/> on, and blanks what they leave.</summary>
    public void Draw(ref Canvas canvas, int top)
    {
        int y = top;
        for (int i = First; i < Lines.Count && y < top + Height; i++, y++)
        {
            canvas.MoveTo(0, y);
            canvas.Put(' ', Ink.Normal);
            DrawLine(ref canvas, i);
            canvas.BlankRow(Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
    }

    private bool IsInView(int line) => line >= First && line < First + Height;

    // A sentence may continue in the next line.
    private bool BeginsIn(int line, string text)
    {
        string start = Lines[line].Text;
        return line + 1 < Lines.Count && text.Contains(' ') && start.Length > 0
            && $"{start} {Lines[line + 1].Text.TrimStart()}".IndexOf(text, StringComparison.OrdinalIgnoreCase) is var at
            && at >= 0 && at < start.Length;
    }

    private void DrawLine(ref Canvas canvas, int line)
    {
        (string text, Ink ink) = Lines[line];
        int from = 0;
        while (_foundText.Length > 0 && text.IndexOf(_foundText, from, StringComparison.OrdinalIgnoreCase) is >= 0 and int at)
        {
            int end = at + _foundText.Length;
            canvas.Text(text.AsSpan(from, at - from), ink);
            canvas.Text(text.AsSpan(at, end - at), line == _found ? Ink.Cursor : Ink.Picked);
            from = end;
        }

        canvas.Text(text.AsSpan(from), ink);
    }
}
