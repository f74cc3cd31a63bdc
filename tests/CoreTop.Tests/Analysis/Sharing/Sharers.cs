using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>Machines and tasks in a few words, for tests of who gets what.</summary>
internal static class Sharers
{
    public const int RealTime = 0;
    public const int Fair = 1;

    /// <summary>CPUs without SMT, all alike and all of them for tasks.</summary>
    public static ImmutableArray<ShareCpu> Cpus(int count, double speed = 1, int first = 0) =>
        [.. Enumerable.Range(first, count).Select(cpu => new ShareCpu(new CpuId(cpu), cpu, speed, 1))];

    /// <summary>Cores of two CPUs: N and N + cores are siblings.</summary>
    public static ImmutableArray<ShareCpu> SmtCores(int cores) =>
        [.. Enumerable.Range(0, 2 * cores).Select(cpu => new ShareCpu(new CpuId(cpu), cpu % cores, 1, 1))];

    /// <summary>So many tasks on those CPUs.</summary>
    public static ShareClass Tasks(
        double count, CpuSet mask, double demand = 1, double weight = 1024, int tier = Fair, params ImmutableArray<int> quotas) =>
        new(mask, demand, weight, tier, count, quotas);

    /// <summary>The problem of those CPUs and tasks.</summary>
    public static ShareProblem Problem(ImmutableArray<ShareCpu> cpus, params IReadOnlyList<ShareClass> classes) =>
        new() { Cpus = cpus, Classes = classes };

    /// <summary>The same tasks, if they could run anywhere.</summary>
    public static ShareProblem Widened(this ShareProblem problem)
    {
        CpuSet all = CpuSet.Of(problem.Cpus.Select(cpu => cpu.Cpu));
        return problem with { Classes = [.. problem.Classes.Select(one => one with { Mask = all })] };
    }

    /// <summary>CPUs as the kernel lists them.</summary>
    public static CpuSet On(int first, int? last = null) => CpuSet.Range(first, last ?? first);
}
