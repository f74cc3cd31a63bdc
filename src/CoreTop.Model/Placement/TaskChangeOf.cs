using System.Globalization;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Placement;

/// <summary>One value of one task, before and after; swap them to take it back.</summary>
/// <param name="Task">The task that was or will be changed.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="Name">The task's comm, for people.</param>
/// <param name="From">The value before.</param>
/// <param name="To">The value after.</param>
public record TaskChange<T>(TaskKey Task, int Pid, string Name, T From, T To) : TaskChange(Task, Pid, Name)
    where T : notnull
{
    /// <inheritdoc/>
    public override string FromText => Text(From);

    /// <inheritdoc/>
    public override string ToText => Text(To);

    /// <inheritdoc/>
    public override bool Continues(TaskChange earlier) => earlier is TaskChange<T> same && From.Equals(same.To);

    /// <inheritdoc/>
    public override bool TakesBack(TaskChange earlier) => earlier is TaskChange<T> same && To.Equals(same.From);

    /// <inheritdoc/>
    public override TaskChange After(TaskChange earlier) => this with { From = ((TaskChange<T>)earlier).From };

    private static string Text(T value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? string.Empty;
}
