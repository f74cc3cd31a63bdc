using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Overlays;

namespace CoreTop.Tui.Details;

/// <summary>The details of a process, over everything else; a section at a time, which scrolls.</summary>
internal sealed class DetailsView(Theme theme, MainScreen screen) : HotView(theme)
{
    private const int TopRows = 2;

    private IReadOnlyList<TextLine> _lines = [];
    private DetailsState? _state;
    private int _width = -1;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Details is not { } details)
        {
            canvas.BlankRowsFrom(0);
            return;
        }

        if (_width != canvas.Width || !ReferenceEquals(_state, details))
        {
            (_width, _state) = (canvas.Width, details);
            _lines = DetailsText.Lines(details, screen.DetailsHistory, screen.IsLive, _width - 2);
        }

        int height = Math.Max(0, canvas.Height - TopRows);
        int first = ScrolledText.First(screen, _lines.Count, height);
        string place = ScrolledText.Place(first, _lines.Count, height);
        canvas.MoveTo(0, 0);
        canvas.Left($" {TitleOf(details)}", Math.Max(0, canvas.Width - place.Length), Ink.Heading);
        canvas.Text(place, Ink.Heading);
        canvas.BlankRow(Ink.Heading);
        DrawSections(ref canvas, details);
        ScrolledText.Draw(ref canvas, _lines, first, TopRows, height);
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
