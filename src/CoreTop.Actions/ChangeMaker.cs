using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Makes changes, and keeps no record of them.</summary>
internal sealed class ChangeMaker<T> : IChangeMaker<T>
    where T : notnull
{
    /// <inheritdoc/>
    public string? Make(
        IReadOnlyList<(ChangeRun<T> Run, TaskChange<T> Change)> planned, IReadOnlyList<WholeProcess> whole, out IReadOnlyList<MadeChange<T>> made)
    {
        made = [.. planned.Select(item => item.Run.Make(item.Change))];
        return null;
    }
}
