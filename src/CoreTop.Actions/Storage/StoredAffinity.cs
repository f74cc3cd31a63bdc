using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>How affinities stand in the journal: with what is known of each beyond its CPUs.</summary>
internal sealed class StoredAffinity()
    : StoredValue<CpuSet>("affinity", new("CPUs", "CPUs", "CPUs", "AFFINITY"), cpus => cpus.ToString(), TryRead)
{
    /// <inheritdoc/>
    public override TaskChange Read(JournalTask task) => new AffinityChange(
        new TaskKey(task.Tid, task.Start), task.Pid, task.Name!, Value(task.From!), Value(task.To!), task.WasUnrestricted)
    {
        IsRelease = task.IsRelease,
    };

    /// <inheritdoc/>
    public override TaskChange WithTo(TaskChange change, string to, bool? isRelease = null)
    {
        var known = (AffinityChange)change;
        return known with { To = Value(to), IsRelease = isRelease ?? known.IsRelease };
    }

    /// <inheritdoc/>
    public override JournalTask Write(TaskChange change)
    {
        var known = (AffinityChange)change;
        return base.Write(change) with { WasUnrestricted = known.WasUnrestricted, IsRelease = known.IsRelease };
    }

    private static bool TryRead(string text, out CpuSet cpus) => CpuList.TryParse(text, out cpus) && !cpus.IsEmpty;
}
