using CoreTop.Actions;
using CoreTop.Analysis.Planning;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Changing;

/// <summary>Chooses an idle CPU for each of some tasks, and remembers what was sent where.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class IdleCpuChoices(ScreenContext context)
{
    private const int MostNames = 3;

    /// <summary>The load of a CPU that something was just sent to is seen this late.</summary>
    private static readonly TimeSpan TakenFor = TimeSpan.FromSeconds(10);

    private readonly Dictionary<CpuId, long> _sentTo = [];
    private readonly Dictionary<RowKey, CpuId> _lastSentTo = [];

    /// <summary>What sends each target to an idle CPU of its own.</summary>
    public AffinityWish For(AffinityTargets targets)
    {
        if (context.Readings.WhyNotDecide() is { } blind)
        {
            return new AffinityWish("Send to idle CPUs", "idle CPU", [], blind);
        }

        CpuSet taken = TakenCpus(), sentTo = CpuSet.Empty;
        var requests = new List<AffinityRequest>();
        var sent = new List<(RowKey Row, CpuId Cpu)>();
        var left = new List<(string Name, IdleCpuChoice Choice)>();
        string why = string.Empty;
        foreach (ProcessRow row in targets.Rows)
        {
            CpuId? last = _lastSentTo.TryGetValue(row.Key, out CpuId before) ? before : null;
            IdleCpuChoice choice = IdleCpuFinder.Find(context.Readings.Latest!.Value.Snapshot, row.Task, row.Process.Limit, taken, last);
            if (choice.Cpu is not { } cpu)
            {
                left.Add((AffinityTargets.Name(row), choice));
                continue;
            }

            CpuSet target = CpuSet.Of(cpu.Number);
            (taken, sentTo, why) = (taken.Union(target), sentTo.Union(target), choice.Why);
            sent.Add((row.Key, cpu));
            requests.Add(AffinityTargets.Request(row, target));
        }

        string chosen = requests.Count == 1 ? $"CPU {sentTo}: {why}." : $"To CPUs {sentTo}, one each.";
        return new AffinityWish(
            requests.Count == 1 ? $"Send to CPU {sentTo}" : $"Send to CPUs {sentTo}, one each",
            "idle CPU",
            requests,
            requests.Count == 0 ? $"No idle CPU: {WhyLeft(left)}."
                : left.Count > 0 ? $"{chosen} {left.Count} left where they are: {WhyLeft(left)}."
                : chosen)
        {
            IsPartial = left.Count > 0,
            Applied = () => Remember(sent),
        };
    }

    /// <summary>Nothing was sent anywhere.</summary>
    public void Forget()
    {
        _sentTo.Clear();
        _lastSentTo.Clear();
    }

    // Tasks that stay for the same reason are named together.
    private static string WhyLeft(List<(string Name, IdleCpuChoice Choice)> left) => string.Join("; ", left.GroupBy(one => one.Choice.Why).Select(group =>
    {
        string names = string.Join(", ", group.Take(MostNames).Select(one => one.Name));
        int more = group.Count() - MostNames;
        return $"{names}{(more > 0 ? $" and {more} more" : string.Empty)}: {(group.Count() > 1 ? group.First().Choice.WhyOfSeveral : group.Key)}";
    }));

    private void Remember(List<(RowKey Row, CpuId Cpu)> sent)
    {
        foreach ((RowKey row, CpuId cpu) in sent)
        {
            _sentTo[cpu] = context.Services.Time.GetTimestamp();
            _lastSentTo[row] = cpu;
        }
    }

    private CpuSet TakenCpus() => CpuSet.Of(
        _sentTo.Where(sent => context.Services.Time.GetElapsedTime(sent.Value) < TakenFor).Select(sent => sent.Key));
}
