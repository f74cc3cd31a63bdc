using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Explain;

/// <summary>Draws the explanation.</summary>
internal sealed class ExplainView(Theme theme, Func<ExplainState?> state, ScrolledLines lines) : HotView(theme)
{
    /// <summary>Rows over the lines.</summary>
    public const int TopRows = 1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (state() is not { } explained)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        string when = explained.IsOver ? $", gone since; as of {explained.Snapshot.Time:HH:mm:ss}" : string.Empty;
        lines.DrawTitle(ref canvas, $" Explain: {Count.Of(explained.Diagnosis.Findings.Length, "finding")}{when}");
        lines.Draw(ref canvas, TopRows);
    }
}
