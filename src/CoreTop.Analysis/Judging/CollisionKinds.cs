using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Judging;

/// <summary>Finds out what makes claimants collide.</summary>
internal static class CollisionKinds
{
    /// <summary>The name of the rule about tasks that take up a CPU.</summary>
    public const string HogRule = "real-time-hog";

    private const double HogShare = 0.5;
    private const double HeavyInterrupts = 0.3;

    /// <summary>Claimants that get less than this part of their fair share are squeezed.</summary>
    private const double SqueezedShare = 0.6;

    private const double LeastCores = 0.5;

    /// <summary>The kind of a collision that matters; null for one that costs too little for a finding.</summary>
    /// <param name="collision">The collision.</param>
    /// <param name="situation">What is known.</param>
    /// <param name="least">What it must cost, in cores.</param>
    public static CollisionKind? Of(Collision collision, Situation situation, double least = LeastCores)
    {
        bool isLost = collision.Lost >= least;
        bool isShort = collision.Short >= least && collision.MeanShare <= SqueezedShare * collision.MeanFairShare;
        if (!isLost && !isShort)
        {
            return null;
        }

        bool isCrowded = collision.Count > collision.Confines.Count;
        if (!isCrowded || collision.Confines.All(cpu => situation.Cpu(cpu).IsTaken))
        {
            if (HogOf(collision, situation) is not null)
            {
                return CollisionKind.Hog;
            }

            if (collision.Confines.All(cpu => situation.Cpu(cpu).Irq >= HeavyInterrupts))
            {
                return CollisionKind.Interrupts;
            }
        }

        if (!isCrowded && AreSlow(collision, situation.Snapshot.Topology))
        {
            return CollisionKind.SlowCores;
        }

        if (!isCrowded && AreSiblings(collision.Confines, situation.Snapshot.Topology))
        {
            return CollisionKind.SharedCores;
        }

        return !isCrowded && collision.Tasks.Length == 1 ? null
            : isLost ? CollisionKind.PileUp
            : CollisionKind.Squeezed;
    }

    /// <summary>The task that the kernel serves before the collision's and that takes up one of their CPUs; null when there is none.</summary>
    public static WatchedTask? HogOf(Collision collision, Situation situation)
    {
        double level = situation.Level(HogRule, HogShare);
        int tier = collision.Claimants.Min(static each => each.Tier);
        Claimant? hog = situation.Shares.Claimants
            .Where(each => each.Task is { } task && each.Tier < tier && each.Now >= level && collision.Confines.Contains(task.Task.LastCpu))
            .MaxBy(static each => each.Now);
        return hog?.Task;
    }

    private static bool AreSlow(Collision collision, CpuTopology topology)
    {
        int fastest = collision.Possible.Max(cpu => topology.Find(cpu)?.Capacity ?? 0);
        return collision.Confines.All(cpu => topology.Find(cpu)?.Capacity < fastest);
    }

    private static bool AreSiblings(CpuSet cpus, CpuTopology topology) =>
        cpus.Any(cpu => topology.Find(cpu) is { Siblings.Count: > 1 } place && place.Siblings.Intersect(cpus).Count > 1);
}
