using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Sharing;

/// <summary>
/// What every claimant gets now, and what its fair share would be: under the masks as they are, with masks as wide as the limits, and on
/// the whole machine. All in work: 1 is a whole core of the fastest kind. Tasks that sleep at times get what can be expected when they
/// meet by chance: less than if their demands were constant.
/// </summary>
internal sealed class FourShares
{
    // The work of a CPU whose sibling is busy, relative to that of a whole core: both together do 1.25 times the work of one.
    private const double SharedCoreSpeed = 0.625;
    private const double FullCapacity = 1024;
    private const double Enough = 1e-6;
    private const double ClearlyCapped = 0.25;
    private const double PinnedRoom = 0.5;
    private const double PinnedShare = 0.9;

    private readonly ImmutableArray<ShareCpu> _cpus;
    private readonly ImmutableArray<double> _quotas;
    private ClaimantKinds? _kinds;
    private double _most;

    private FourShares(ImmutableArray<Claimant> claimants, ImmutableArray<ShareCpu> cpus, ImmutableArray<double> quotas, CgroupWeights cgroups)
    {
        Cgroups = cgroups;
        Claimants = claimants;
        _cpus = cpus;
        _quotas = quotas;
    }

    /// <summary>Without claimants.</summary>
    public static FourShares Empty { get; } = new([], [], [], new CgroupWeights([]));

    /// <summary>All claimants.</summary>
    public ImmutableArray<Claimant> Claimants { get; }

    /// <summary>The weights of the cgroups that the tasks are in.</summary>
    public CgroupWeights Cgroups { get; }

    /// <summary>False where many different masks were rounded to limit the cost: then they seem to give too much, and the real loss is larger.</summary>
    public bool IsExact { get; private set; } = true;

    /// <summary>A quota allows less than wider masks could give.</summary>
    public bool IsCapped => ByLimitsWithoutQuotas - ByLimits >= ClearlyCapped;

    /// <summary>What all claimants together get now.</summary>
    public double Now { get; private set; }

    /// <summary>What they would get under the masks as they are.</summary>
    public double ByMasks { get; private set; }

    /// <summary>What they would get with masks as wide as the limits.</summary>
    public double ByLimits { get; private set; }

    /// <summary>The most they could get under the masks as they are: if none waited by chance for another that sleeps at times.</summary>
    public double MostByMasks { get; private set; }

    /// <summary>The same with masks as wide as the limits.</summary>
    public double MostByLimits { get; private set; }

    /// <summary>The same without quotas.</summary>
    public double ByLimitsWithoutQuotas { get; private set; }

    /// <summary>What they would get on every online CPU that is looked at and without quotas; the same as <see cref="ByLimitsWithoutQuotas"/> where a limit is unknown.</summary>
    public double ByMachine { get; private set; }

    /// <summary>Shares the machine's CPUs among the claimants.</summary>
    /// <param name="watch">What is known of tasks and CPUs.</param>
    /// <param name="snapshot">Cgroups and quotas.</param>
    public static FourShares Of(MachineWatch watch, Snapshot snapshot)
    {
        if (watch.Tasks.Count == 0 && watch.Streams.Count == 0)
        {
            return Empty;
        }

        ImmutableArray<ShareCpu> cpus = CpusOf(watch);
        var cgroups = new CgroupWeights(snapshot.CpuCgroups);
        ImmutableArray<Claimant> claimants = ClaimantsOf(watch, snapshot, cgroups);
        var shares = new FourShares(claimants, cpus, [.. snapshot.Quotas.Select(quota => quota.QuotaCores)], cgroups);
        shares.Fill(watch);
        return shares;
    }

    /// <summary>What all claimants would get with other masks.</summary>
    /// <param name="maskOf">The mask of each.</param>
    public double TotalWith(Func<Claimant, CpuSet> maskOf) =>
        Claimants.IsEmpty ? 0 : Filling.Fill(ProblemOfEach(maskOf, out _)).ExpectedTotal;

    /// <summary>The shares after masks were changed and each claimant gets its share under the new ones.</summary>
    /// <param name="maskOf">The mask of each.</param>
    /// <param name="watch">What is known of tasks and CPUs.</param>
    public FourShares With(Func<Claimant, CpuSet> maskOf, MachineWatch watch)
    {
        FillingResult result = Filling.Fill(ProblemOfEach(maskOf, out int[] classOf));
        var shares = new FourShares(
            [.. Claimants.Select((each, index) => each.With(maskOf(each), result.Expected[classOf[index]] * each.Count))], _cpus, _quotas, Cgroups);
        shares.Fill(watch);
        return shares;
    }

    private void Fill(MachineWatch watch)
    {
        foreach (Claimant claimant in Claimants)
        {
            Now += claimant.Now;
        }

        ByMasks = FillWith(static each => each.Reach.Allowed, areQuotasKept: true, static (each, share) => each.ByMasks = share);
        MostByMasks = _most;
        if (MarkDeliberatePins(watch))
        {
            _kinds = null;
        }

        bool isAnyWider = Claimants.Any(static each => !each.IsDeliberatePin && !each.Reach.Possible.Equals(each.Reach.Allowed));
        bool isShort = ByMasks < Claimants.Sum(static each => each.Demand * each.Count) - Enough;
        ByLimits = isAnyWider && isShort
            ? FillWith(MaskWithinLimits, areQuotasKept: true, static (each, share) => each.ByLimits = share)
            : Copy(ByMasks, static each => each.ByLimits = each.ByMasks);
        MostByLimits = isAnyWider && isShort ? _most : MostByMasks;
        bool isQuotaInTheWay = isShort && Claimants.Any(static each => !each.Quotas.IsEmpty);
        ByLimitsWithoutQuotas = isQuotaInTheWay
            ? Math.Max(ByLimits, Filling.Total(Problem(MaskWithinLimits, areQuotasKept: false, out _)))
            : ByLimits;
        bool areLimitsKnown = !watch.Cpus.Any(static cpu => cpu.IsUnknown) && Claimants.All(static each => each.Reach.IsKnown || each.IsOfKernel);
        CpuSet online = watch.LookedAt(watch.Topology.Online.Except(watch.Topology.Isolated));
        ByMachine = areLimitsKnown && isShort
            ? Math.Max(ByLimitsWithoutQuotas, FillWith(each => Anywhere(each, online, watch.Within), areQuotasKept: false, static (each, share) => each.ByMachine = share))
            : Copy(ByLimitsWithoutQuotas, static each => each.ByMachine = each.ByLimits);
    }

    private static CpuSet MaskWithinLimits(Claimant claimant) =>
        claimant.IsDeliberatePin ? claimant.Reach.Allowed : claimant.Reach.Possible;

    private static CpuSet Anywhere(Claimant claimant, CpuSet online, CpuSet? within) =>
        claimant.IsDeliberatePin || claimant.IsOfKernel || (within is not null && !claimant.Reach.Allowed.IsSubsetOf(within)) ? claimant.Reach.Allowed
        : claimant.Reach.Allowed.IsSubsetOf(online) ? online
        : online.Union(claimant.Reach.Allowed);

    private double Copy(double total, Action<Claimant> set)
    {
        foreach (Claimant claimant in Claimants)
        {
            set(claimant);
        }

        return total;
    }

    private double FillWith(Func<Claimant, CpuSet> maskOf, bool areQuotasKept, Action<Claimant, double> set)
    {
        ShareProblem problem = Problem(maskOf, areQuotasKept, out int[] classOf);
        FillingResult result = Filling.Fill(problem);
        for (int i = 0; i < classOf.Length; i++)
        {
            set(Claimants[i], result.Expected[classOf[i]] * Claimants[i].Count);
        }

        IsExact &= result.IsExact;
        _most = result.Total;
        return result.ExpectedTotal;
    }

    // Claimants that are alike in everything that matters to the fillings are one class in each.
    private ShareProblem Problem(Func<Claimant, CpuSet> maskOf, bool areQuotasKept, out int[] classOf)
    {
        ClaimantKinds kinds = _kinds ??= new ClaimantKinds(Claimants);
        classOf = kinds.KindOf;
        var classes = new ShareClass[kinds.Samples.Count];
        for (int kind = 0; kind < classes.Length; kind++)
        {
            Claimant sample = kinds.Samples[kind];
            classes[kind] = new ShareClass(
                maskOf(sample), sample.Demand, sample.Weight, sample.Tier, kinds.Counts[kind], areQuotasKept ? sample.Quotas : []);
        }

        return new ShareProblem { Cpus = _cpus, Classes = classes, Quotas = areQuotasKept ? _quotas : [] };
    }

    // The same where masks depend on the claimant, not on its kind.
    private ShareProblem ProblemOfEach(Func<Claimant, CpuSet> maskOf, out int[] classOf)
    {
        var classes = new List<ShareClass>();
        var counts = new List<double>();
        var known = new Dictionary<(int Kind, CpuSet Mask), int>();
        ClaimantKinds kinds = _kinds ??= new ClaimantKinds(Claimants);
        classOf = new int[Claimants.Length];
        (int Kind, CpuSet? Mask, int Index) last = (-1, null, -1);
        for (int i = 0; i < classOf.Length; i++)
        {
            Claimant each = Claimants[i];
            (int Kind, CpuSet Mask) key = (kinds.KindOf[i], maskOf(each));
            if (key.Kind == last.Kind && ReferenceEquals(key.Mask, last.Mask))
            {
                counts[last.Index] += each.Count;
                classOf[i] = last.Index;
                continue;
            }

            if (!known.TryGetValue(key, out int index))
            {
                index = classes.Count;
                known.Add(key, index);
                classes.Add(new ShareClass(key.Mask, each.Demand, each.Weight, each.Tier, Count: 0, each.Quotas));
                counts.Add(0);
            }

            counts[index] += each.Count;
            classOf[i] = index;
            last = (key.Kind, key.Mask, index);
        }

        for (int i = 0; i < classes.Count; i++)
        {
            classes[i] = classes[i] with { Count = counts[i] };
        }

        return new ShareProblem { Cpus = _cpus, Classes = classes, Quotas = _quotas };
    }

    // A claimant that is alone on the one CPU it is pinned to, and gets that CPU.
    private bool MarkDeliberatePins(MachineWatch watch)
    {
        var pinned = new Dictionary<CpuId, int>();
        foreach (Claimant claimant in Claimants)
        {
            if (claimant.Reach.Allowed is { Count: 1, First: { } cpu })
            {
                pinned[cpu] = pinned.GetValueOrDefault(cpu) + 1;
            }
        }

        bool isAny = false;
        foreach (Claimant claimant in Claimants)
        {
            claimant.IsDeliberatePin = claimant.Stream is null && claimant.Reach.Allowed is { Count: 1, First: { } cpu }
                && pinned[cpu] == 1 && cpu.Number < watch.Cpus.Length && watch.Cpus[cpu.Number].Room >= PinnedRoom
                && claimant.ByMasks >= PinnedShare * Math.Min(claimant.Demand, watch.Cpus[cpu.Number].Room)
                && claimant.Now >= PinnedRoom * claimant.ByMasks;
            isAny |= claimant.IsDeliberatePin;
        }

        return isAny;
    }

    private static ImmutableArray<ShareCpu> CpusOf(MachineWatch watch)
    {
        var cpus = ImmutableArray.CreateBuilder<ShareCpu>(watch.Topology.Online.Count);
        foreach (CpuPlace place in watch.Topology.Cpus)
        {
            if (place.IsOnline && place.Cpu.Number < watch.Cpus.Length)
            {
                cpus.Add(new ShareCpu(
                    place.Cpu, place.Core ?? -1 - place.Cpu.Number, SpeedOf(place), watch.Cpus[place.Cpu.Number].Room));
            }
        }

        return cpus.DrainToImmutable();
    }

    private static double SpeedOf(CpuPlace place) => place.Capacity is > 0 and int capacity ? Math.Min(1, capacity / FullCapacity) : 1;

    private static ImmutableArray<Claimant> ClaimantsOf(MachineWatch watch, Snapshot snapshot, CgroupWeights weights)
    {
        if (!weights.AreNone)
        {
            foreach (WatchedTask task in watch.Tasks)
            {
                weights.Add(task.Cgroup, Priority.WeightOf(task.Task));
            }

            foreach (TaskStream stream in watch.Streams)
            {
                weights.Add(CgroupOf(stream), Priority.WeightOf(AnyOf(stream)) * stream.Runnable);
            }
        }

        var quotas = new QuotaIndex(snapshot.Quotas);
        var speeds = new Speeds(watch);
        var claimants = ImmutableArray.CreateBuilder<Claimant>(watch.Tasks.Count + watch.Streams.Count);
        foreach (WatchedTask task in watch.Tasks)
        {
            double weight = Priority.WeightOf(task.Task);
            claimants.Add(Claimant.Of(
                task,
                speeds.Of(task.Reach.Allowed, task.Task.LastCpu),
                weights.AreNone ? weight : weights.Of(task.Cgroup, weight),
                Priority.TierOf(task.Task),
                quotas.Of(task.Cgroup)));
        }

        foreach (TaskStream stream in watch.Streams)
        {
            double weight = Priority.WeightOf(AnyOf(stream));
            claimants.Add(Claimant.Of(
                stream,
                speeds.Of(stream.Affinity, AnyOf(stream).LastCpu),
                weights.AreNone ? weight : weights.Of(CgroupOf(stream), weight),
                Priority.FairTier,
                quotas.Of(CgroupOf(stream))));
        }

        return claimants.DrainToImmutable();
    }

    private static ProcessLoad AnyOf(TaskStream stream) => stream.Members.IsEmpty ? stream.Reapers[0] : stream.Members[0];

    private static string? CgroupOf(TaskStream stream) => CgroupOf(AnyOf(stream)) ?? CgroupOf(stream.Reapers.FirstOrDefault());

    private static string? CgroupOf(ProcessLoad? process) => process?.CpuCgroup ?? process?.Cgroup;

    /// <summary>Which quotas apply to the tasks of a cgroup.</summary>
    private sealed class QuotaIndex(ImmutableArray<QuotaLoad> quotas)
    {
        private readonly Dictionary<string, ImmutableArray<int>> _known = [];

        public ImmutableArray<int> Of(string? cgroup)
        {
            if (quotas.IsEmpty || cgroup is null)
            {
                return [];
            }

            if (!_known.TryGetValue(cgroup, out ImmutableArray<int> found))
            {
                found = [.. Enumerable.Range(0, quotas.Length).Where(index => quotas[index].Covers(cgroup))];
                _known.Add(cgroup, found);
            }

            return found;
        }
    }

    /// <summary>How much work a task does while it runs.</summary>
    private readonly struct Speeds(MachineWatch watch)
    {
        public double Of(CpuSet allowed, CpuId last)
        {
            CpuId cpu = allowed is { Count: 1, First: { } only } ? only : last;
            if (watch.Topology.Find(cpu) is not { } place)
            {
                return 1;
            }

            double busiest = 0;
            foreach (CpuId sibling in place.Siblings)
            {
                busiest = sibling == cpu || sibling.Number >= watch.Cpus.Length ? busiest : Math.Max(busiest, watch.Cpus[sibling.Number].Busy);
            }

            return SpeedOf(place) * (1 - ((1 - SharedCoreSpeed) * Math.Clamp(busiest, 0, 1)));
        }
    }
}
