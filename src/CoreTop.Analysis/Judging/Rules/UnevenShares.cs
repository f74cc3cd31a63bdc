using CoreTop.Analysis.Sharing;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Some tasks of a crowd get far less than others, because of the weights of cgroups or of nice values.</summary>
/// <param name="Sentence">Who gets how much and why, with a blank before it.</param>
/// <param name="Permanent">What would change it.</param>
internal sealed record UnevenShares(string Sentence, string Permanent)
{
    /// <summary>Two shares are uneven if one is below this part of the other.</summary>
    private const double UnevenShare = 0.5;

    /// <summary>The reason; null where shares are even, or no weight explains them.</summary>
    /// <param name="crowd">The tasks.</param>
    /// <param name="cgroups">Every cgroup that has a weight.</param>
    public static UnevenShares? Of(Crowd crowd, CgroupWeights cgroups)
    {
        if (Extremes(crowd.Tasks.Select(task => (cgroups.Find(task.Cgroup), task.Run))) is { } groups)
        {
            return OfCgroups(groups.Light, groups.Share, groups.Heavy, cgroups);
        }

        return Extremes(crowd.Tasks.Select(static task => ((int?)task.Task.Nice, task.Run))) is { } values && values.Light > values.Heavy
            ? new UnevenShares(
                $" Tasks of nice {values.Light} have {Phrases.Percent(values.Share)} each, those of nice {values.Heavy} {Phrases.Percent(values.Most)}.",
                "Start fewer workers, about as many as CPUs, or give those that matter a lower nice value than the others.")
            : null;
    }

    // Weights divide CPU time among the children of one cgroup: those count in which the two paths part.
    private static UnevenShares? OfCgroups(CpuCgroup light, double share, CpuCgroup heavy, CgroupWeights cgroups)
    {
        CpuCgroup less = cgroups.Below(light, heavy), more = cgroups.Below(heavy, light);
        bool isIdle = less.IsIdle && !more.IsIdle;
        if (less.IsIdle != more.IsIdle ? !isIdle : less.Weight >= more.Weight)
        {
            return null;
        }

        string own = less == light ? "its" : $"{Phrases.Printable(less.Cgroup)}'s", other = Phrases.Printable(more.Cgroup);
        string of = $" Tasks of {Phrases.Printable(light.Cgroup)} have {Phrases.Percent(share)} each, as";
        return isIdle
            ? new UnevenShares($"{of} {own} cpu.idle is 1: it gets what {other} leaves.", $"Set cpu.idle of {Phrases.Printable(less.Cgroup)} to 0.")
            : new UnevenShares(
                $"{of} {own} weight is {less.Weight} against {more.Weight} of {other}.",
                $"Give {Phrases.Printable(less.Cgroup)} more weight or {other} less: cpu.weight, CPUWeight= of a systemd unit, docker update --cpu-shares, "
                    + "or the CPU request of a pod. Nice values count only within a cgroup.");
    }

    // The groups of tasks that have the least and the most, if that differs much.
    private static (TKey Light, double Share, TKey Heavy, double Most)? Extremes<TKey>(IEnumerable<(TKey? Key, double Run)> tasks)
    {
        List<(TKey Key, double Share)> groups =
        [
            .. tasks.Where(static task => task.Key is not null).GroupBy(static task => task.Key!, static task => task.Run)
                .Select(static group => (group.Key, group.Average())),
        ];
        if (groups.Count < 2)
        {
            return null;
        }

        (TKey light, double least) = groups.MinBy(static group => group.Share);
        (TKey heavy, double most) = groups.MaxBy(static group => group.Share);
        return least < UnevenShare * most ? (light, least, heavy, most) : null;
    }
}
