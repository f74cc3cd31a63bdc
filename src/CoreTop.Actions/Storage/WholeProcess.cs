using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>A process of which every thread should be changed.</summary>
/// <param name="Leader">Its first thread.</param>
/// <param name="LatestStartTicks">The latest start of a thread it had at the first look: later ones were born since.</param>
internal readonly record struct WholeProcess(TaskKey Leader, ulong LatestStartTicks)
{
    /// <summary>What was done to the leader, even if it was taken back by now; null when it was not changed.</summary>
    public TaskChange? LeaderChange { get; init; }
}
