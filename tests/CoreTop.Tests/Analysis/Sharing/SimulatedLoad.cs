using System.Globalization;
using System.Numerics;
using CoreTop.Analysis.Sharing;
using CoreTop.Model.Cpus;

namespace CoreTop.Tests.Analysis.Sharing;

/// <summary>Tasks on a few CPUs: what fair shares claim from outside that wider masks give, and what they give.</summary>
internal sealed class SimulatedLoad
{
    private const double Seconds = 20;

    private readonly int _cpus;
    private readonly List<SimulatedTask> _tasks;
    private readonly SimulatedQuota[] _quotas;

    public SimulatedLoad(int cpus, IEnumerable<SimulatedTask> tasks, int seed = 1)
    {
        _cpus = cpus;
        _tasks = [.. tasks];
        _quotas = [.. _tasks.Select(task => task.Quota).OfType<SimulatedQuota>().Distinct()];
        Measure(seed);
    }

    /// <summary>What the tasks ran with their masks, in cores.</summary>
    public double Before { get; private set; }

    /// <summary>What they ran when they could go anywhere.</summary>
    public double After { get; private set; }

    public double Gain => After - Before;

    /// <summary>What fair shares say the masks cost.</summary>
    public double Claim { get; private set; }

    /// <summary>What fair shares say that the kernel leaves although the masks are wide enough.</summary>
    public double Placement { get; private set; }

    public string Words { get; private set; } = string.Empty;

    /// <summary>One to three groups of tasks of any kind on two to eight CPUs.</summary>
    public static SimulatedLoad Random(int seed, bool hasQuota = false, bool hasRealTime = false)
    {
        var random = new Random(seed);
        int cpus = random.Next(2, 9);
        var tasks = new List<SimulatedTask>();
        for (int group = random.Next(1, 4); group > 0; group--)
        {
            ulong all = (1UL << cpus) - 1, mask = random.Next(3) switch
            {
                0 => 1UL << random.Next(cpus),
                1 => all,
                _ => (ulong)random.NextInt64(1, (long)all + 1),
            };
            SimulatedQuota? quota = hasQuota && tasks.Count == 0 ? new SimulatedQuota(0.5 + (2 * random.NextDouble())) : null;
            double demand = random.Next(10) < 4 ? 1 : 0.15 + (0.7 * random.NextDouble()), work = 0.002 + (0.03 * random.NextDouble());
            bool isFiller = demand == 1 && random.Next(4) == 0, isRealTime = hasRealTime && demand < 1 && random.Next(3) == 0;
            for (int i = random.Next(1, (2 * BitOperations.PopCount(mask)) + 3); i > 0; i--)
            {
                tasks.Add(new SimulatedTask(mask)
                {
                    Work = work,
                    Sleep = work * (1 - demand) / demand,
                    Weight = isFiller ? 15 : 1024,
                    Tier = isRealTime ? Sharers.RealTime : Sharers.Fair,
                    Quota = quota,
                });
            }
        }

        return new SimulatedLoad(cpus, tasks, seed);
    }

    private void Measure(int seed)
    {
        Words = string.Join(", ", _tasks.GroupBy(task => (task.Mask, task.Work, task.Sleep)).Select(group => string.Create(
            CultureInfo.InvariantCulture,
            $"{group.Count()} on {CpuSet.FromWords([group.Key.Mask])} work {group.Key.Work:F3} s sleep {group.Key.Sleep:F3} s weight {group.First().Weight} tier {group.First().Tier} quota {group.First().Quota?.Cores:F2}")));
        SimulatedScheduler.Run(_cpus, _tasks, Seconds, seed);
        Before = _tasks.Sum(task => task.Run);
        ShareProblem problem = Problem();
        FillingResult masks = Filling.Fill(problem), limits = Filling.Fill(problem.Widened());
        Claim = limits.ExpectedTotal - masks.ExpectedTotal;
        Placement = masks.ExpectedTotal - Before;
        foreach (SimulatedTask task in _tasks)
        {
            task.Mask = (1UL << _cpus) - 1;
        }

        SimulatedScheduler.Run(_cpus, _tasks, Seconds, seed + 1000);
        After = _tasks.Sum(task => task.Run);
        Words = string.Create(CultureInfo.InvariantCulture, $"{_cpus} CPUs: {Words}; before {Before:F2} after {After:F2} claim {Claim:F2} placement {Placement:F2}");
    }

    private ShareProblem Problem() => new()
    {
        Cpus = Sharers.Cpus(_cpus),
        Classes =
        [
            .. _tasks.Select(task => Sharers.Tasks(
                1,
                CpuSet.FromWords([task.Mask]),
                task.Demand,
                task.Weight,
                task.Tier,
                task.Quota is null ? [] : [Array.IndexOf(_quotas, task.Quota)])),
        ],
        Quotas = [.. _quotas.Select(quota => quota.Cores)],
    };
}
