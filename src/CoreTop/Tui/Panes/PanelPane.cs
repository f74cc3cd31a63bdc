using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Filters;
using CoreTop.Tui.Changing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes;

/// <summary>One of the two panels that are always there: what both have in common.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="changes">Changes tasks.</param>
internal abstract class PanelPane(ScreenContext context, Changes changes) : Pane(context)
{
    /// <summary>Keys of top and htop that have another name here, or nothing to do.</summary>
    private static readonly ImmutableArray<(string[] Keys, string Instead)> Elsewhere =
    [
        (["s"], "d sets the delay, Enter shows what a process is"),
        (["L"], "/ searches"),
        (["&"], "F3 searches further"),
        (["y"], "O picks the I/O priority, as y answers questions"),
        (["E"], "memory is shown in the unit that fits"),
        (["0", "7", "8", "9"], "1 to 6 choose what the core panel shows, / finds a PID"),
        (["v"], "- folds a branch of the tree, + unfolds it"),
        (["Ins"], "Space tags"),
        (["#"], "F2 sets up the meters"),
        (["j"], "Down goes down"),
        (["A", "G"], "f chooses columns, F6 the column that sorts"),
        (["B"], "F2 sets up what is shown and how"),
    ];

    /// <summary>Changes tasks.</summary>
    public Changes Changes { get; } = changes;

    /// <inheritdoc/>
    public override KeyMoment Moment => (Context.Finding.Shown is null ? KeyMoment.None : KeyMoment.Finding)
        | (Context.Finding.Shown is { Severity: FindingSeverity.Warning } ? KeyMoment.Warning : KeyMoment.None)
        | (Context.Readings.Diagnosis.Findings.Any(static finding => !finding.Tasks.IsEmpty) ? KeyMoment.FindingTasks : KeyMoment.None)
        | (Changes.CanUndo ? KeyMoment.Changed : KeyMoment.None)
        | (Context.Tasks.Tags.IsEmpty ? KeyMoment.None : KeyMoment.Tagged)
        | (Context.Tasks.Options.IsNarrowed ? KeyMoment.Narrowed : KeyMoment.None)
        | (Context.Readings.Snapshot?.Bounds is null ? KeyMoment.None : KeyMoment.Within)
        | (Context.Tasks.Options.Filter != RowFilter.None ? KeyMoment.Filtered : KeyMoment.None)
        | (Context.Tasks.Options is { IsTree: true } or { IsGrouped: true } ? KeyMoment.Tree : KeyMoment.None);

    /// <summary>Pauses the screen, or resumes.</summary>
    public void TogglePause()
    {
        Context.Readings.IsPaused = !Context.Readings.IsPaused;
        Context.Messages.Say(Context.Readings.IsPaused ? "Paused: Z resumes." : "Resumed.", StatusKind.Done);
    }

    /// <summary>
    /// Shows whole, in a menu, what stands on the message line about what is under the cursor, and what was said last: it may be gone, or longer
    /// than the rows there were for it.
    /// </summary>
    public void ShowWhole()
    {
        string? here = Context.Message is null ? Detail : null, last = Context.Messages.Last?.Text;
        if (here is null && last is null)
        {
            Context.Messages.Say("Nothing was said yet.", StatusKind.Done);
            return;
        }

        PickItem[] items = [.. new[] { here, last }.OfType<string>().Select(text => new PickItem(text))];
        Context.Pick(new PickMenu(here is null ? "Said last" : last is null ? "Under the cursor" : "Under the cursor, and said last", [.. items], 0, _ => { }) { IsNotice = true });
    }

    /// <inheritdoc/>
    protected override string WhyNothing(string keyName) =>
        Elsewhere.FirstOrDefault(other => other.Keys.Contains(keyName)) is { Instead: { } instead }
            ? $"{keyName} does nothing here: {instead}."
            : base.WhyNothing(keyName);
}
