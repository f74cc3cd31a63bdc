using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Details;

/// <summary>Draws the details of a process: a section at a time, which scrolls.</summary>
internal sealed class DetailsView(Theme theme, Func<DetailsState?> state, ScrolledLines lines) : HotView(theme)
{
    /// <summary>Rows over the lines.</summary>
    public const int TopRows = 2;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (state() is not { } details)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        lines.DrawTitle(ref canvas, $" {TitleOf(details)}");
        DrawSections(ref canvas, details);
        lines.Draw(ref canvas, TopRows);
    }

    private static void DrawSections(ref Canvas canvas, DetailsState details)
    {
        canvas.MoveTo(0, 1);
        foreach (DetailsSection section in Enum.GetValues<DetailsSection>())
        {
            bool isShown = section == details.Section;
            canvas.Text(isShown ? $"[{section}]" : $" {section} ", isShown ? Ink.Strong : Ink.Faint);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private static string TitleOf(DetailsState details)
    {
        ProcessLoad process = details.Process;
        string thread = details.Thread is { } key ? $", thread {key.Tid}" : string.Empty;
        string state = details.HasEnded
            ? string.Create(CultureInfo.InvariantCulture, $"ended; as of {details.Snapshot.Time:HH:mm:ss}")
            : Name(process.State);
        string started = DetailsText.Started(details) is { } text ? $", {text}" : string.Empty;
        return $"{process.Name} {process.Pid}{thread}, {process.Details?.User ?? "user unknown"}, {state}{started}";
    }

    private static string Name(TaskState state) => state switch
    {
        TaskState.Running => "running",
        TaskState.DiskSleep => "waiting for a disk",
        TaskState.Stopped => "stopped",
        TaskState.Traced => "traced",
        TaskState.Zombie => "ended, not reaped",
        TaskState.Idle => "idle",
        _ => "sleeping",
    };
}
