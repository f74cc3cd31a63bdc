using System.Collections.Immutable;
using System.Runtime.InteropServices;
using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Sharing;

/// <summary>How the weights of cgroups change the weights of tasks: each cgroup has the part of its parent's weight that its own is of its siblings' together.</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/cgroup-v2.html#cpu-interface-files"/>
internal sealed class CgroupWeights
{
    // A cgroup's usual weight is 100, a task's 1,024.
    private const double TaskWeightOfOne = 10.24;
    private const double IdleWeight = 3;

    // cpu.weight ends at 10,000; cpu.shares of v1, scaled in the same way, at 2.6 times that.
    private const int MostWeight = 26_000;
    private const string Root = "/";

    private readonly ImmutableArray<CpuCgroup> _cgroups;
    private readonly Dictionary<string, string> _parents = [];
    private readonly Dictionary<string, string> _groups = [];
    private readonly Dictionary<string, double> _sums = [];
    private readonly Dictionary<string, CpuCgroup> _known = [];

    /// <summary>Weights of the cgroups that the CPU controller knows.</summary>
    /// <param name="cgroups">The cgroups; may be empty.</param>
    public CgroupWeights(ImmutableArray<CpuCgroup> cgroups)
    {
        _cgroups = cgroups;
        foreach (CpuCgroup cgroup in cgroups)
        {
            _parents[cgroup.Cgroup] = NearestAbove(cgroup.Cgroup);
            _known[cgroup.Cgroup] = cgroup;
        }
    }

    /// <summary>No cgroups: every task counts by its own weight.</summary>
    public bool AreNone => _cgroups.IsEmpty;

    /// <summary>Adds a runnable task, so that its cgroups count.</summary>
    /// <param name="cgroup">Its cgroup; null when unknown.</param>
    /// <param name="weight">Its own weight, times the number of such tasks.</param>
    public void Add(string? cgroup, double weight)
    {
        string group = GroupOf(cgroup);
        while (true)
        {
            ref double sum = ref CollectionsMarshal.GetValueRefOrAddDefault(_sums, group, out bool isThere);
            sum += weight;
            if (isThere || group == Root)
            {
                return;
            }

            weight = WeightOf(_known[group]);
            group = _parents[group];
        }
    }

    /// <summary>The weight of a cgroup's task relative to all other tasks of the machine, once all of them are added.</summary>
    /// <param name="cgroup">Its cgroup; null when unknown.</param>
    /// <param name="weight">Its own weight.</param>
    public double Of(string? cgroup, double weight)
    {
        string group = GroupOf(cgroup);
        double share = weight;
        while (group != Root)
        {
            share *= WeightOf(_known[group]) / _sums[group];
            group = _parents[group];
        }

        return share;
    }

    /// <summary>The cgroup whose weight a task has a part of: its own or the nearest above that is known; null where none is.</summary>
    /// <param name="cgroup">The task's cgroup; null when unknown.</param>
    public CpuCgroup? Find(string? cgroup)
    {
        // What is in none of them is not a task of the root.
        string group = GroupOf(cgroup);
        return group == Root && cgroup != Root ? null : _known.GetValueOrDefault(group);
    }

    /// <summary>The one of a cgroup and those above it that shares a parent with one of another's; itself where the other is in it.</summary>
    /// <param name="cgroup">A known cgroup.</param>
    /// <param name="other">Another.</param>
    public CpuCgroup Below(CpuCgroup cgroup, CpuCgroup other)
    {
        string top = cgroup.Cgroup;
        while (_parents[top] is var parent && parent != Root && !IsWithin(other.Cgroup, parent))
        {
            top = parent;
        }

        return _known[top];
    }

    private bool IsWithin(string cgroup, string above)
    {
        while (cgroup != above && cgroup != Root)
        {
            cgroup = _parents[cgroup];
        }

        return cgroup == above;
    }

    private static double WeightOf(CpuCgroup cgroup) => cgroup.IsIdle ? IdleWeight : Math.Clamp(cgroup.Weight, 1, MostWeight) * TaskWeightOfOne;

    private string GroupOf(string? cgroup)
    {
        if (cgroup is null || _known.ContainsKey(cgroup))
        {
            return cgroup ?? Root;
        }

        if (!_groups.TryGetValue(cgroup, out string? group))
        {
            group = NearestAbove(cgroup);
            _groups.Add(cgroup, group);
        }

        return group;
    }

    private string NearestAbove(string cgroup)
    {
        string best = Root;
        foreach (CpuCgroup each in _cgroups)
        {
            if (each.Cgroup.Length < cgroup.Length && (best == Root || each.Cgroup.Length > best.Length) && IsAbove(each.Cgroup, cgroup))
            {
                best = each.Cgroup;
            }
        }

        return best;
    }

    private static bool IsAbove(string above, string cgroup) =>
        cgroup.StartsWith(above, StringComparison.Ordinal) && cgroup[above.Length] == '/' && above != Root;
}
