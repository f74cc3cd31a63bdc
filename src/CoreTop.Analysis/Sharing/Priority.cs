using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Sharing;

/// <summary>How the kernel ranks tasks on a CPU: by strict tiers, and by weights within the ordinary one.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/sched.7.html"/>
internal static class Priority
{
    /// <summary>The tier of ordinary tasks, SCHED_IDLE ones too: those have next to no weight.</summary>
    public const int FairTier = 200;

    private const int DeadlineTier = 0;

    // Ordinary kernel threads do work for tasks: a mask of those tasks cannot take it from them.
    private const int KernelTier = 150;
    private const double IdleWeight = 3;
    private const double NiceStep = 1.25;
    private const double UsualWeight = 1024;

    /// <summary>The tier of a task: a lower number goes first.</summary>
    public static int TierOf(TaskLoad task) => task.Policy switch
    {
        SchedPolicy.Deadline => DeadlineTier,
        SchedPolicy.Fifo or SchedPolicy.RoundRobin => 100 - Math.Clamp(task.RealTimePriority, 1, 99),
        _ => task.IsKernelThread ? KernelTier : FairTier,
    };

    /// <summary>The weight of an ordinary task relative to others of its cgroup: one step of nice is a quarter more or less.</summary>
    public static double WeightOf(TaskLoad task) => task.Policy switch
    {
        SchedPolicy.Idle => IdleWeight,
        SchedPolicy.Fifo or SchedPolicy.RoundRobin or SchedPolicy.Deadline => UsualWeight,
        _ => UsualWeight / Math.Pow(NiceStep, Math.Clamp(task.Nice, -20, 19)),
    };
}
