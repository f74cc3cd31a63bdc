using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Makes the changes of one pass.</summary>
internal interface IChangeMaker<T>
    where T : notnull
{
    /// <summary>Makes them, each on its own.</summary>
    /// <param name="planned">The changes, each with the run it is of.</param>
    /// <param name="whole">The processes that are changed whole.</param>
    /// <param name="made">What came of each; empty when none was made.</param>
    /// <returns>A sentence saying why none was made and no further may be; null when they were.</returns>
    string? Make(
        IReadOnlyList<(ChangeRun<T> Run, TaskChange<T> Change)> planned, IReadOnlyList<WholeProcess> whole, out IReadOnlyList<MadeChange<T>> made);
}
