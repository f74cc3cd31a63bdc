using System.Collections.Immutable;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Processes;

namespace CoreTop.Tui.Overlays;

/// <summary>The list of columns to sort by, over the left of the process list.</summary>
internal sealed class SortMenuView(Theme theme, MainScreen screen) : HotView(theme)
{
    /// <summary>Cells the menu takes.</summary>
    public const int MenuWidth = 18;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        canvas.Left(" Sort by", canvas.Width, Ink.Heading);
        ImmutableArray<ProcessColumn> columns = ProcessColumns.ShownFirst(screen.List.Columns);
        screen.LastOverlayLine = columns.Length - 1;
        int room = canvas.Height - 2;
        int first = Math.Max(0, screen.OverlayLine - room + 1);
        int y = 1;
        for (int i = first; i < columns.Length && y <= room; i++, y++)
        {
            canvas.MoveTo(0, y);
            canvas.Put(' ', Ink.Normal);
            canvas.Left(columns[i].Heading, canvas.Width - 1, i == screen.OverlayLine ? Ink.Cursor : Ink.Normal);
        }

        canvas.BlankRowsFrom(y);
        canvas.MoveTo(0, canvas.Height - 1);
        canvas.Left(" Enter  Esc", canvas.Width, Ink.Heading);
    }
}
