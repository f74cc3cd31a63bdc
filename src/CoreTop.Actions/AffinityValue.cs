using CoreTop.Actions.Storage;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>The CPUs that a task may use.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="control">Reads and writes affinities.</param>
/// <param name="tasks">The machine's tasks.</param>
internal sealed class AffinityValue(KernelFiles files, IAffinityControl control, TaskLookup tasks) : TaskValue<CpuSet>(tasks)
{
    private readonly Dictionary<int, CpuSet?> _limits = [];

    /// <inheritdoc/>
    public override int LastErrno => control.LastErrno;

    /// <inheritdoc/>
    public override StoredValue<CpuSet> Stored => StoredValues.Affinity;

    /// <summary>Writes a mask.</summary>
    /// <param name="tid">The task.</param>
    /// <param name="wanted">What to write; null to release.</param>
    /// <param name="without">What a release leaves out; null for nothing.</param>
    public ControlResult Write(int tid, CpuSet? wanted, CpuSet? without = null) =>
        wanted is null ? control.Release(tid, without) : control.Write(tid, wanted);

    /// <summary>The online CPUs that the cpuset of a process allows, read once until <see cref="Forget"/>; null when that is not known.</summary>
    public CpuSet? LimitNow(int pid)
    {
        if (!_limits.TryGetValue(pid, out CpuSet? limit))
        {
            _limits[pid] = limit = ReadLimit(pid);
        }

        return limit;
    }

    /// <inheritdoc/>
    public override void Forget() => _limits.Clear();

    /// <summary>Who or what keeps writes from having an effect on any task: the rest of a sentence; null when they have one, or that is not known.</summary>
    public string? WhySwallowed()
    {
        if (control.HasEffectHere() != false)
        {
            return null;
        }

        return Tasks.MayAnswerForKernel() is { } who
            ? $"{who} answers sched_setaffinity in the kernel's place"
            : "sched_setaffinity does nothing here, not even to this program itself";
    }

    /// <summary>Why a task has another affinity than was written: the rest of a sentence that begins with it.</summary>
    /// <param name="from">What it had before.</param>
    /// <param name="has">What it has.</param>
    /// <param name="who">The program that may have set it.</param>
    public string WhyNotInEffect(CpuSet from, CpuSet has, string who) =>
        EffectText.OfAffinity(from, has, who, has.Equals(from) ? WhySwallowed() : null);

    /// <summary>What a stranger who got the number at the write went through: the rest of a sentence; null when nothing happened to it.</summary>
    /// <param name="stranger">Whose number it is now.</param>
    /// <param name="before">What the task had that was meant.</param>
    /// <param name="written">What was written; null for a release.</param>
    public string? TellOfStranger(in TaskIdentity stranger, CpuSet before, CpuSet? written)
    {
        int tid = stranger.Key.Tid;
        if (control.Read(tid, tid, known: null, out CpuSet? has) != ControlResult.Applied
            || (written is not null && !has!.IsSubsetOf(written))
            || has!.Equals(before))
        {
            return null;
        }

        string meanwhile = $"has ended, and its number went to {TaskText.Name(stranger.Name)}, which ";
        if (written is null)
        {
            // What the stranger had is not known, and a mask of the task before would narrow it.
            return $"{meanwhile}may use {Count.Cpus(has)} now: see whether it should";
        }

        bool isBack = control.Write(tid, before) == ControlResult.Applied;
        return meanwhile + (isBack
            ? $"had {Count.Cpus(has)} for a moment and was given {Count.Cpus(before)} back"
            : $"has {Count.Cpus(has)} now: release it");
    }

    /// <inheritdoc/>
    public override ControlResult Read(int pid, int tid, CpuSet? known, out CpuSet? value) => control.Read(pid, tid, known, out value);

    /// <inheritdoc/>
    public override string Text(CpuSet one) => Count.Cpus(one);

    /// <inheritdoc/>
    public override string Text(TaskChange<CpuSet> change) => $"{Text(change.From)} → {Text(change.To)}";

    /// <summary>The kernel adds CPUs that come online, or into the cpuset, to what was released, but none that the release left out.</summary>
    public override bool IsGrownByKernel(TaskChange<CpuSet> change, CpuSet has, JournalBatch batch) =>
        change is AffinityChange { IsRelease: true }
        && change.To.IsSubsetOf(has)
        && (change.From.Overlaps(batch.LeftOut) || !has.Overlaps(batch.LeftOut));

    /// <inheritdoc/>
    public override string WhyOther(TaskChange<CpuSet> change, CpuSet has) => change.To.IsSubsetOf(has)
        ? base.WhyOther(change, has)
        : "was changed since by somebody else, by its cpuset or by CPUs going offline";

    /// <inheritdoc/>
    public override bool IsTrimmed(CpuSet former, CpuSet has) => !former.IsSubsetOf(has);

    private CpuSet? ReadLimit(int pid)
    {
        if (files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text) != FileStatus.Ok
            || !CpuList.TryParse(text, out CpuSet online)
            || files.ReadProcess(pid, TaskFile.Cgroup, out text) != FileStatus.Ok)
        {
            return null;
        }

        var limits = new CpusetLimits(files, TimeProvider.System) { Online = online };
        return limits.Find(text.ToArray()).Cpus;
    }
}
