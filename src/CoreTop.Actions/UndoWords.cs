using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>What the values of a batch are called in sentences about undo.</summary>
internal static class UndoWords
{
    /// <summary>The value of one task, or the values of several: <c>nice value</c>, <c>policies</c>.</summary>
    public static string Former(JournalBatch batch, int tasks)
    {
        (string one, string several) = batch.Value switch
        {
            "nice" => ("nice value", "nice values"),
            "io-priority" => ("I/O priority", "I/O priorities"),
            "policy" => ("policy", "policies"),
            "autogroup-nice" => ("autogroup nice value", "autogroup nice values"),
            _ => ("CPUs", "CPUs"),
        };
        return tasks == 1 ? one : several;
    }

    /// <summary>What a task has again: <c>all CPUs</c>, <c>nice 0</c>.</summary>
    public static string After(JournalBatch batch, TaskChange restored) => restored switch
    {
        AffinityChange { WasUnrestricted: true } => "all CPUs",
        AffinityChange change => AffinityText.Cpus(change.To),
        _ => $"{Noun(batch)} {restored.ToText}",
    };

    private static string Noun(JournalBatch batch) => batch.Value switch
    {
        "nice" => "nice",
        "autogroup-nice" => "autogroup nice",
        _ => Former(batch, tasks: 1),
    };
}
