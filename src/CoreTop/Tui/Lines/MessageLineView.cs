using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Lines;

/// <summary>
/// The line for what is asked, for what the last key did or why it did not, for what is wrong with the machine, and for what cannot
/// be read: a message hides a finding for a while, and leaves its sign. Questions and messages take as many rows as they need.
/// </summary>
internal sealed class MessageLineView(Theme theme, ScreenContext context) : HotView(theme)
{
    private const string FindingSign = " ⚠ ";
    private const int LeastTextWidth = 2;

    private (Finding? Shown, int Findings, string? Place, int Width) _made;
    private FindingLine? _finding;
    private (StatusMessage Message, int Width, string Hint)? _wrapped;
    private List<string> _rows = [];

    /// <summary>The rows that it takes: one, except for a long question or message.</summary>
    /// <param name="width">The cells in a row.</param>
    public int RowsFor(int width) => context.Panes.Find<PromptPane>() is { } prompt ? PromptLines.Rows(prompt, width)
        : context.Message is { } message ? MessageRows(message, width).Count
        : 1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Panes.Find<PromptPane>() is { } prompt)
        {
            PromptLines.Draw(ref canvas, prompt);
            return;
        }

        FindFinding(canvas.Width);
        if (context.Message is { } message)
        {
            DrawMessage(ref canvas, message);
            return;
        }

        if (context.Panes.Cover is not null)
        {
            // Findings, and what is said of a CPU, are for the panels.
        }
        else if (context.Panes.Detail is { } detail)
        {
            canvas.Put(' ', Ink.Normal);
            string hint = HintBehind(detail, canvas.Width - 1);
            canvas.Left(detail, canvas.Width - 1 - hint.Length, Ink.Normal);
            canvas.Text(hint, _finding?.Ink ?? Ink.Normal);
        }
        else if (_finding is { } finding)
        {
            canvas.Text(finding.Sign, finding.Ink);
            canvas.Text(finding.Text, finding.Ink);
            canvas.Text(finding.More, Ink.Normal);
            canvas.Text("  ", Ink.Normal);
            canvas.Text(finding.Keys, Ink.Strong);
        }

        canvas.BlankRow(Ink.Normal);
    }

    // Over what covers the panels, the keys of a finding do something else.
    private string Hint => _finding is null || context.Panes.Cover is not null ? string.Empty : FindingSign;

    private void FindFinding(int width)
    {
        var wanted = (context.Finding.Shown, context.Readings.Diagnosis.Findings.Length, context.Finding.Place, width);
        if (!ReferenceEquals(_made.Shown, wanted.Shown) || (_made.Findings, _made.Place, _made.Width) != (wanted.Length, wanted.Place, width))
        {
            _made = wanted;
            _finding = FindingLine.Of(wanted.Shown, wanted.Length, wanted.Place, width);
        }
    }

    private List<string> MessageRows(StatusMessage message, int width)
    {
        FindFinding(width);
        if (_wrapped != (message, width, Hint))
        {
            _wrapped = (message, width, Hint);
            _rows = WordWrap.Rows(message.Text, Math.Max(LeastTextWidth, width - Style(message).Sign.Length - Hint.Length));
        }

        return _rows;
    }

    private static (string Sign, Ink Ink) Style(StatusMessage message) => message.Kind switch
    {
        StatusKind.Done => (" ", Ink.Good),
        StatusKind.Refused => (" ! ", Ink.Warning),
        StatusKind.Note => (" ", Ink.Faint),
        _ => (" ⚠ ", Ink.Error),
    };

    private void DrawMessage(ref Canvas canvas, StatusMessage message)
    {
        (string sign, Ink ink) = Style(message);
        List<string> rows = MessageRows(message, canvas.Width);
        int last = Math.Min(rows.Count, canvas.Height) - 1;
        for (int y = 0; y <= last; y++)
        {
            canvas.MoveTo(0, y);
            canvas.Text(y == 0 ? sign : new string(' ', sign.Length), ink);
            string text = y == last && last < rows.Count - 1 ? $"{Fitted(rows[y], canvas.Width - sign.Length - CutEnd.Length)}{CutEnd}" : rows[y];
            string hint = y < last ? string.Empty : HintBehind(text, canvas.Width - sign.Length);
            canvas.Left(text, canvas.Width - sign.Length - hint.Length, ink);
            canvas.Text(hint, _finding?.Ink ?? Ink.Normal);
        }
    }

    // Over what covers the panels that key does something else.
    private string CutEnd => context.Panes.Cover is null ? " … (. shows all)" : " …";

    // Whole words, as far as there is room for them.
    private static string Fitted(string row, int room) => Canvas.Columns(row) <= room ? row : WordWrap.Rows(row, Math.Max(LeastTextWidth, room))[0];

    // The sign of a finding, and its keys where there is room for them.
    private string HintBehind(string text, int room)
    {
        string whole = Hint.Length == 0 ? string.Empty : $"{Hint}{_finding!.Keys}";
        return Canvas.Columns(text) + whole.Length <= room ? whole : Hint;
    }
}
