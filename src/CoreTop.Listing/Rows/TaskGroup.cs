using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Rows;

/// <summary>The processes of one program, which a row stands for together. It is the same object as long as none of them changed.</summary>
/// <param name="name">Which program.</param>
/// <param name="label">What it is called.</param>
/// <param name="members">The processes: those that nothing leaves out of the list.</param>
/// <param name="sum">All of them as one, with the key of no task.</param>
internal sealed class TaskGroup(GroupName name, string label, ImmutableArray<ProcessLoad> members, ProcessLoad sum)
{
    private CpuSet? _lastCpus;
    private string? _states;
    private ImmutableArray<(char State, int Count)> _stateCounts;
    private ProcessLoad? _oldest;

    /// <summary>No task has it, and none can: it is above the highest thread id there may be. Whatever is done to it reaches nobody.</summary>
    public static TaskKey NoTask { get; } = new(int.MaxValue, 0);

    /// <summary>Which program.</summary>
    public GroupName Name { get; } = name;

    /// <summary>What the program is called where it is shown: as it was started, with <c>…</c> for a number in which its processes differ.</summary>
    public string Label { get; } = label;

    /// <summary>The processes that the row stands for, at least one; in no promised order.</summary>
    public ImmutableArray<ProcessLoad> Members { get; } = members;

    /// <summary>
    /// All of them as one: the sums of what they use, all their CPUs together, running when any is, on the CPU of the busiest. Its key is <see cref="NoTask"/>.
    /// </summary>
    public ProcessLoad Sum { get; } = sum;

    /// <summary>The CPUs that they last ran on.</summary>
    public CpuSet LastCpus => _lastCpus ??= CpuSet.Of(Members.Select(member => member.LastCpu));

    /// <summary>The one that started first.</summary>
    public ProcessLoad Oldest => _oldest ??= Members.MinBy(member => member.Key.StartTicks)!;

    /// <summary>How many are in which state, by its letter, most first.</summary>
    public ImmutableArray<(char State, int Count)> StateCounts
    {
        get
        {
            if (_stateCounts.IsDefault)
            {
                _stateCounts =
                [
                    .. Members.CountBy(member => member.State)
                        .OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key)
                        .Select(pair => (pair.Key.Letter(), pair.Value)),
                ];
            }

            return _stateCounts;
        }
    }

    /// <summary>How many are in which state, most first: <c>35R 1S</c>; empty where all are in the same.</summary>
    public string States => _states ??= StateCounts.Length < 2 ? string.Empty
        : string.Join(' ', StateCounts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Count}{pair.State}")));

    /// <summary>What was worked out of the fields of its members, kept by the table of fields for as long as the group stays the same.</summary>
    public object? Cells { get; set; }

    /// <summary>For people: <c>36 processes of python train.py</c>.</summary>
    /// <param name="count">How many of them are meant.</param>
    public string Words(int count) => string.Create(
        CultureInfo.InvariantCulture, $"{count} {(count == 1 ? "process" : "processes")} of {Label}");
}
