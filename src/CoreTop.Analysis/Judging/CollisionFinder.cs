using System.Collections.Immutable;
using CoreTop.Analysis.Sharing;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>Finds claimants whose masks give them less than their fair share, and groups those that collide.</summary>
internal static class CollisionFinder
{
    /// <summary>A share that would grow by more than this is worth looking at, in cores.</summary>
    private const double MuchGrowth = 0.1;

    /// <summary>Or one that would grow by more than this part of itself.</summary>
    private const double MuchOfItself = 0.2;

    /// <summary>Where claimants that lack much lose at least this part of the whole loss, the others do not matter.</summary>
    private const double MostOfIt = 0.8;

    /// <summary>A collision that costs its members this much is worth a finding of its own, in cores.</summary>
    private const double LeastOfItsOwn = 0.5;

    /// <summary>A claimant that uses less than this part of what another lacks is not the reason for the lack.</summary>
    private const double LeastOfSharer = 0.05;

    /// <summary>And at least by this: anything smaller is rounding.</summary>
    private const double LeastGrowth = 0.001;

    /// <summary>The collisions, in the order of their first claimants.</summary>
    public static ImmutableArray<Collision> Find(FourShares shares, MachineWatch watch)
    {
        double lost = Math.Max(0, shares.ByLimits - Math.Max(shares.ByMasks, shares.Now));
        double most = Math.Max(lost, shares.MostByLimits - Math.Max(shares.MostByMasks, shares.Now));
        List<Claimant> growing = [.. shares.Claimants.Where(each => IsGrowing(each, isMuch: true))];
        if (growing.Sum(static each => each.Growth) < MostOfIt * lost)
        {
            // Many claimants that each lack little lose as much together.
            growing = [.. shares.Claimants.Where(each => IsGrowing(each, isMuch: false))];
        }

        if (growing.Count == 0)
        {
            return [];
        }

        double growth = growing.Sum(static each => each.Growth);
        lost = Math.Min(growth, lost);
        double unsure = growth > 0 ? Math.Max(1, most / Math.Max(lost, LeastGrowth)) : 1;
        return [.. MergeAlike(ClaimantGroups.Of(growing, static each => each.Reach.Allowed).ToList()).Select(members => CollisionOf(members, lost / growth, unsure, shares, watch))];
    }

    private static bool IsGrowing(Claimant claimant, bool isMuch)
    {
        double growth = claimant.Growth;
        return growth > LeastGrowth * claimant.Count && !claimant.IsDeliberatePin
            && claimant.Task?.Task.Mobility is null or TaskMobility.Movable
            && (!isMuch || growth > MuchGrowth * claimant.Count || growth > MuchOfItself * claimant.ByMasks);
    }

    private static Collision CollisionOf(ImmutableArray<Claimant> members, double lostPart, double unsure, FourShares shares, MachineWatch watch)
    {
        CpuSet confines = CpuSet.Empty;
        double grown = 0;
        foreach (Claimant each in members)
        {
            confines = each.Reach.Allowed.IsSubsetOf(confines) ? confines : confines.Union(each.Reach.Allowed);
            grown += each.Growth;
            each.IsColliding = true;
        }

        members = WithSharers(members, confines, shares);

        // A task that sleeps at times may gain less than the most it could; one that never sleeps gains all of it.
        bool isSteady = members.All(static each => each.IsSteady);
        double lost = grown * lostPart;
        var collision = new Collision(members, confines, isSteady ? lost : lost * unsure, isSteady ? grown : Math.Max(grown, lost * unsure));
        return collision with
        {
            IsAtLeast = !shares.IsExact || ArePartners(members),
            IsUpTo = !isSteady || (shares.IsCapped && members.Any(static each => !each.Quotas.IsEmpty)),
            LeastLost = Math.Min(lost, LeastGain(collision, watch)),
        };
    }

    // A task of little weight may be the only one that lacks CPU time: the tasks that share its CPU belong to the collision too.
    private static ImmutableArray<Claimant> WithSharers(ImmutableArray<Claimant> members, CpuSet confines, FourShares shares)
    {
        if (members.Sum(static each => each.Count) > confines.Count)
        {
            return members;
        }

        int tier = members.Max(static each => each.Tier);
        return
        [
            .. members,
            .. shares.Claimants.Where(each => each.Tier == tier && !each.IsOfKernel && each.Now >= LeastOfSharer
                && each.Reach.Allowed.IsSubsetOf(confines) && !members.Contains(each)),
        ];
    }

    // A server and its client, or the programs of a pipeline, sleep because they wait for each other: with a CPU each they sleep less.
    // Workers that are alike sleep for reasons of their own.
    private static bool ArePartners(ImmutableArray<Claimant> members)
    {
        string? name = null;
        bool areMany = false;
        foreach (Claimant each in members)
        {
            if (each.Task is { WantsWhole: false } task)
            {
                name ??= task.Process.Name;
                areMany |= task.Process.Name != name;
            }
        }

        return areMany;
    }

    // Where others use the CPUs they would move to, each gets at least half of one.
    private static double LeastGain(Collision collision, MachineWatch watch)
    {
        const double Half = 0.5;
        int count = (int)Math.Ceiling(collision.Count);
        double[] own = new double[watch.Cpus.Length];
        foreach (WatchedTask task in collision.Tasks)
        {
            int on = task.Task.LastCpu.Number;
            if (on < own.Length)
            {
                own[on] += task.Run;
            }
        }

        double streams = collision.Streams.Sum(static stream => stream.Run) / collision.Confines.Count;
        IEnumerable<double> free = collision.Possible
            .Where(cpu => cpu.Number < watch.Cpus.Length && watch.Cpus[cpu.Number].IsOnline)
            .Select(cpu => Math.Clamp(1 - watch.Cpus[cpu.Number].Busy + own[cpu.Number] + (collision.Confines.Contains(cpu) ? streams : 0), Half, 1))
            .OrderDescending()
            .Take(count);
        return Math.Max(0, free.Sum() - collision.Now);
    }

    // Each of them is too small for a finding, but they are one job: same name, same parent and same number of colliding tasks.
    private static IEnumerable<ImmutableArray<Claimant>> MergeAlike(List<ImmutableArray<Claimant>> groups)
    {
        var small = new Dictionary<(string Name, int ParentPid), List<Claimant>>();
        foreach (ImmutableArray<Claimant> group in groups)
        {
            if (group[0].Task?.Process is not { } process || group.Sum(static each => each.Growth) >= LeastOfItsOwn)
            {
                yield return group;
                continue;
            }

            (string, int) key = (process.Name, process.ParentPid);
            if (!small.TryGetValue(key, out List<Claimant>? members))
            {
                members = [];
                small.Add(key, members);
            }

            members.AddRange(group);
        }

        foreach (List<Claimant> members in small.Values)
        {
            yield return [.. members];
        }
    }
}
