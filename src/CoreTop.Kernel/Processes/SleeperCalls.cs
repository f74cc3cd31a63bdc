using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>Whether a process that did not run is as it was, without a file: what others can change of it is asked by calls.</summary>
/// <param name="control">Asked for priorities.</param>
/// <param name="tasks">Asked for affinities.</param>
/// <param name="answers">Where they say it, no call is made.</param>
internal sealed class SleeperCalls(ITaskControl control, TaskFiles tasks, TaskAnswers answers)
{
    /// <summary>Nobody gave it another affinity.</summary>
    /// <param name="sample">As last read.</param>
    public bool HasSameAffinity(ProcessSample sample) =>
        tasks.TryReadAffinity(sample.Pid, sample.Pid, sample.Affinity, out CpuSet? mask) && ReferenceEquals(mask, sample.Affinity);

    /// <summary>Nobody gave it another policy, nice value or real-time priority.</summary>
    /// <param name="sample">As last read.</param>
    public bool HasSamePriorities(ProcessSample sample) =>
        control.ReadNice(sample.Pid, sample.Pid, out int nice) == ControlResult.Applied && nice == sample.Facts.Nice
        && control.ReadPolicy(sample.Pid, sample.Pid, out TaskPolicy policy) == ControlResult.Applied
        && policy.Policy == sample.Facts.Policy && policy.RealTimePriority == sample.Facts.RealTimePriority;

    /// <summary>The answers say of it what was read before: it sleeps, where it did, with its priorities.</summary>
    /// <param name="sample">As last read.</param>
    public bool IsSaidToBeTheSame(ProcessSample sample) =>
        !answers.Runs && answers.TryFind(sample.Pid, out TaskRecord leader)
        && leader.StartTicks == sample.Key.StartTicks && leader.State == sample.State && leader.LastCpu == sample.LastCpu.Number
        && leader.Nice == sample.Facts.Nice && leader.Priority == sample.Facts.Priority && leader.Policy == sample.Facts.Policy;
}
