using CoreTop.Actions.Storage;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Writes changes down before they are made, and what came of them afterwards, so that undo outlives a crash.</summary>
/// <param name="maker">Makes them.</param>
/// <param name="stored">How their value stands in the journal.</param>
/// <param name="journal">Where they are written down.</param>
/// <param name="batch">The batch they belong to.</param>
/// <param name="withoutJournal">The user agreed to proceed although the journal cannot be written; undo then works in this run alone.</param>
internal sealed class JournalledChangeMaker<T>(
    IChangeMaker<T> maker, StoredValue<T> stored, ChangeJournal journal, JournalBatch batch, bool withoutJournal) : IChangeMaker<T>
    where T : notnull
{
    /// <inheritdoc/>
    public string? Make(
        IReadOnlyList<(ChangeRun<T> Run, TaskChange<T> Change)> planned,
        IReadOnlyList<WholeProcess> whole,
        out IReadOnlyList<MadeChange<T>> made)
    {
        CpuSet leftOut = planned.Aggregate(CpuSet.Empty, (cpus, item) => cpus.Union(item.Run.LeftOut(item.Change)));
        bool isOneWay = planned.All(item => item.Run.HasNoWayBack(item.Change));
        string? problem = journal.WriteIntended(
            batch, [.. planned.Select(item => item.Change)], whole, withoutJournal, leftOut, isOneWay);
        if (problem is not null && !withoutJournal)
        {
            // It may have got there before it failed, and undo must not offer what was never done.
            journal.WriteResults(batch, [.. planned.Select(item => Unmade(item.Change))]);
            made = [];
            return problem;
        }

        problem = maker.Make(planned, whole, out made);
        journal.WriteResults(batch, [.. made.Select(Result)]);
        return problem;
    }

    private static JournalTask Unmade(TaskChange<T> change) => new() { Tid = change.Task.Tid, Start = change.Task.StartTicks };

    private JournalTask Result(MadeChange<T> made) => Unmade(made.Planned) with
    {
        To = made.IsChanged ? stored.Text(made.Now) : null,
        IsRecorded = made.IsRecorded,
    };
}
