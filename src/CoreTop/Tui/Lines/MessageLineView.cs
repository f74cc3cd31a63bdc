using CoreTop.Analysis.Judging;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Lines;

/// <summary>
/// One line for what is asked, for what the last key did or why it did not, for what is wrong with the machine, and for what cannot
/// be read: a message hides a finding for a while, and leaves its sign.
/// </summary>
internal sealed class MessageLineView(Theme theme, ScreenContext context) : HotView(theme)
{
    private const string FindingSign = " ⚠ ";
    private Diagnosis? _diagnosis;
    private int _width;
    private FindingLine? _finding;

    /// <summary>The rows that it takes: one, except for a long question.</summary>
    /// <param name="width">The cells in a row.</param>
    public int RowsFor(int width) => context.Panes.Prompt is { } prompt ? PromptLines.Rows(prompt, width) : 1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Panes.Prompt is { } prompt)
        {
            PromptLines.Draw(ref canvas, prompt);
            return;
        }

        if (!ReferenceEquals(_diagnosis, context.Readings.Diagnosis) || _width != canvas.Width)
        {
            (_diagnosis, _width) = (context.Readings.Diagnosis, canvas.Width);
            _finding = FindingLine.Of(_diagnosis, _width);
        }

        if (context.Messages.Shown is { } message)
        {
            DrawMessage(ref canvas, message);
        }
        else if (context.Panes.Cover is not null)
        {
            // Findings, and what is said of a CPU, are for the panels.
        }
        else if (context.Panes.Detail is { } detail)
        {
            DrawMessage(ref canvas, new StatusMessage(detail, StatusKind.Done), Ink.Normal);
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

    private void DrawMessage(ref Canvas canvas, StatusMessage message, Ink plain = Ink.Good)
    {
        (string sign, Ink ink) = message.Kind switch
        {
            StatusKind.Done => (" ", plain),
            StatusKind.Refused => (" ! ", Ink.Warning),
            StatusKind.Note => (" ", Ink.Faint),
            _ => (" ⚠ ", Ink.Error),
        };

        // Over what covers the panels, those keys do something else.
        bool hasHint = _finding is not null && context.Panes.Cover is null;
        string hint = !hasHint ? string.Empty : $"{FindingSign}{_finding!.Keys}";
        int room = canvas.Width - sign.Length;
        bool hasRoom = Canvas.Columns(message.Text) + hint.Length <= room;
        hint = hint.Length == 0 || hasRoom ? hint : FindingSign;
        canvas.Text(sign, ink);
        canvas.Left(message.Text, room - hint.Length, ink);
        canvas.Text(hint, _finding?.Ink ?? Ink.Normal);
    }
}
