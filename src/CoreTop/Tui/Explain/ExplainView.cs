using CoreTop.Analysis.Judging;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Overlays;
using CoreTop.Verdict;

namespace CoreTop.Tui.Explain;

/// <summary>The explanation of every finding, over everything else; scrolls.</summary>
internal sealed class ExplainView(Theme theme, MainScreen screen) : HotView(theme)
{
    private IReadOnlyList<TextLine> _lines = [];
    private Diagnosis? _diagnosis;
    private int _width = -1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Explained is not { } explained)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        if (_width != canvas.Width || !ReferenceEquals(_diagnosis, explained.Diagnosis))
        {
            (_width, _diagnosis) = (canvas.Width, explained.Diagnosis);
            _lines =
            [
                .. ExplainText.Lines(explained.Diagnosis, explained.Snapshot, _width - 2)
                    .Select(line => new TextLine(line.Text, InkOf(line.Part))),
            ];
        }

        canvas.MoveTo(0, 0);
        string when = explained.IsOver ? $", gone since; as of {explained.Snapshot.Time:HH:mm:ss}" : string.Empty;
        canvas.Text($" Explain: {Count.Of(explained.Diagnosis.Findings.Length, "finding")}{when}", Ink.Heading);
        int height = canvas.Height - 1;
        int first = ScrolledText.First(screen, _lines.Count, height);
        string place = ScrolledText.Place(first, _lines.Count, height);
        canvas.BlankTo(canvas.Width - place.Length, Ink.Heading);
        canvas.Text(place, Ink.Heading);
        canvas.BlankRow(Ink.Heading);
        ScrolledText.Draw(ref canvas, _lines, first, top: 1, height);
    }

    private static Ink InkOf(ExplainPart part) => part switch
    {
        ExplainPart.Warning => Ink.Warning,
        ExplainPart.Note => Ink.Notice,
        ExplainPart.Heading => Ink.Label,
        ExplainPart.Command => Ink.Strong,
        _ => Ink.Normal,
    };
}
