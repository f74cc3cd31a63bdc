using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Groups;

/// <summary>Adds the processes of a group up, as a process adds its threads up.</summary>
internal static class GroupSum
{
    private static readonly TaskExtraRates NoRates = new(null, null, null, null, null);

    /// <summary>All of them as one, with the key of no task.</summary>
    /// <param name="label">What the group is called.</param>
    /// <param name="members">Its processes, at least one.</param>
    public static ProcessLoad Of(string label, ReadOnlySpan<ProcessLoad> members)
    {
        ProcessLoad first = members[0], busiest = first;
        var sums = new Sums { Affinity = first.Affinity, Mobility = first.Mobility };
        foreach (ProcessLoad member in members)
        {
            busiest = member.Run > busiest.Run ? member : busiest;
            sums.Add(member, first);
        }

        return first with
        {
            Facts = first.Facts with
            {
                Key = TaskGroup.NoTask,
                State = sums.IsAnyRunning ? TaskState.Running : first.State,
                LastCpu = busiest.LastCpu,
                Mobility = sums.Mobility,
                Faults = new PageFaults(sums.MinorFaults, sums.MajorFaults),
            },
            Pid = TaskGroup.NoTask.Tid,
            Name = label,
            Run = sums.Run,
            Wait = sums.Wait,
            Lived = 1,
            CpuTime = TimeSpan.FromTicks(sums.CpuTicks),
            SystemTime = TimeSpan.FromTicks(sums.SystemTicks),
            MinorFaultsPerSecond = sums.MinorFaultsPerSecond,
            MajorFaultsPerSecond = sums.MajorFaultsPerSecond,
            SlicesPerSecond = sums.SlicesPerSecond,
            Extras = null,
            ExtraRates = NoRates,
            Affinity = sums.Affinity,
            IsAffinityNew = false,
            IsAffinityMixed = sums.IsAffinityMixed,
            Whole = new ProcessFacts(ParentPid: 0, sums.Threads, sums.VirtualBytes, sums.ResidentBytes),
            MemoryShare = sums.MemoryShare,
            Threads = [],
            Details = Details(label, members, sums.SharedBytes),
            ChildRun = sums.ChildRun,
        };
    }

    // What they do not agree on is not known of the group. The CPUs that any of them may be given are a limit of it.
    private static ProcessDetails? Details(string label, ReadOnlySpan<ProcessLoad> members, ulong sharedBytes)
    {
        if (members[0].Details is not { } all)
        {
            return null;
        }

        foreach (ProcessLoad member in members)
        {
            if (member.Details is not { } details)
            {
                return null;
            }

            if (!ReferenceEquals(details.Limit, all.Limit) || details.Cgroup != all.Cgroup || details.LimitedBy != all.LimitedBy
                || details.QuotaCgroup != all.QuotaCgroup || details.CpuCgroup != all.CpuCgroup)
            {
                all = Common(all, details);
            }
        }

        return all with { CommandLine = label, SharedBytes = sharedBytes };
    }

    private static ProcessDetails Common(ProcessDetails left, ProcessDetails right) => left with
    {
        Limit = left.Limit is null || right.Limit is null ? null
            : right.Limit.IsSubsetOf(left.Limit) ? left.Limit
            : left.Limit.Union(right.Limit),
        LimitedBy = Same(left.LimitedBy, right.LimitedBy),
        QuotaCgroup = Same(left.QuotaCgroup, right.QuotaCgroup),
        Cgroup = Same(left.Cgroup, right.Cgroup),
        CpuCgroup = Same(left.CpuCgroup, right.CpuCgroup),
    };

    private static string? Same(string? left, string? right) => left == right ? left : null;

    private ref struct Sums
    {
        public double Run;
        public double? Wait;
        public double? SlicesPerSecond;
        public long CpuTicks;
        public long SystemTicks;
        public ulong MinorFaults;
        public ulong MajorFaults;
        public double MinorFaultsPerSecond;
        public double MajorFaultsPerSecond;
        public int Threads;
        public ulong VirtualBytes;
        public ulong ResidentBytes;
        public ulong SharedBytes;
        public double MemoryShare;
        public double ChildRun;
        public CpuSet? Affinity;
        public bool IsAffinityMixed;
        public bool IsAnyRunning;
        public TaskMobility Mobility;

        public void Add(ProcessLoad member, ProcessLoad first)
        {
            Run += member.Run;
            Wait = member.Wait is { } wait ? (Wait ?? 0) + wait : Wait;
            SlicesPerSecond = member.SlicesPerSecond is { } slices ? (SlicesPerSecond ?? 0) + slices : SlicesPerSecond;
            CpuTicks += member.CpuTime.Ticks;
            SystemTicks += member.SystemTime.Ticks;
            MinorFaults += member.Faults.Minor;
            MajorFaults += member.Faults.Major;
            MinorFaultsPerSecond += member.MinorFaultsPerSecond;
            MajorFaultsPerSecond += member.MajorFaultsPerSecond;
            Threads += member.ThreadCount;
            VirtualBytes += member.VirtualBytes;
            ResidentBytes += member.ResidentBytes;
            SharedBytes += member.Details?.SharedBytes ?? 0;
            MemoryShare += member.MemoryShare;
            ChildRun += member.ChildRun;
            IsAnyRunning |= member.State == TaskState.Running;
            AddAffinity(member, first);
            AddMobility(member);
        }

        // Nearly always all are alike, and then the sets are mostly the same object too.
        private void AddAffinity(ProcessLoad member, ProcessLoad first)
        {
            IsAffinityMixed |= member.IsAffinityMixed;
            if (ReferenceEquals(member.Affinity, first.Affinity))
            {
                return;
            }

            IsAffinityMixed |= !Equals(member.Affinity, first.Affinity);
            if (member.Affinity is { } affinity && (Affinity is null || !affinity.IsSubsetOf(Affinity)))
            {
                Affinity = Affinity?.Union(affinity) ?? affinity;
            }
        }

        // One that can be moved makes the group one that can be acted on; of kernel threads some may be bound.
        private void AddMobility(ProcessLoad member)
        {
            if (member.Mobility != Mobility)
            {
                Mobility = member.Mobility == TaskMobility.Movable || Mobility == TaskMobility.Movable ? TaskMobility.Movable
                    : member.IsKernelThread ? TaskMobility.KernelThread
                    : Mobility;
            }
        }
    }
}
