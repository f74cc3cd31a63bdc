using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Cpus;

namespace CoreTop.Tui.Cores;

/// <summary>
/// Shares the rows of the heat picture out: to nodes, in a node to its caches, in a cache to its cores, in a core to its CPUs. No row is left
/// over while CPUs share one.
/// </summary>
internal static class HeatRows
{
    private const int WidestLabel = 15;

    /// <summary>What each row stands for, from the top.</summary>
    /// <param name="nodes">The machine's nodes, with their caches as parts.</param>
    /// <param name="rows">The rows there are.</param>
    public static ImmutableArray<CoreItem> Make(ImmutableArray<CoreGroup> nodes, int rows)
    {
        var items = ImmutableArray.CreateBuilder<CoreItem>();
        Divide([.. nodes.Select(OfNode)], rows, items);
        return items.ToImmutable();
    }

    private static Part OfNode(CoreGroup node) =>
        new(node.Label, node.Items, node.Parts.Length > 1 ? [.. node.Parts.Select(OfCache)] : Cores(node));

    private static Part OfCache(CoreGroup cache) => new(cache.Label, cache.Items, Cores(cache));

    // Where a core has one CPU, cores and CPUs are the same.
    private static ImmutableArray<Part> Cores(CoreGroup cache) =>
    [
        .. cache.Items.GroupBy(item => item.Slot / cache.Siblings).Select(core => new Part(
            string.Empty, [.. core], [.. core.Select(item => new Part(string.Empty, [item], []))])),
    ];

    private static void Divide(ImmutableArray<Part> parts, int rows, ImmutableArray<CoreItem>.Builder items)
    {
        if (rows < parts.Length)
        {
            for (int row = 0; row < rows; row++)
            {
                items.Add(Together(parts[(row * parts.Length / rows)..((row + 1) * parts.Length / rows)]));
            }

            return;
        }

        int[] shares = Share(parts, rows);
        for (int i = 0; i < parts.Length; i++)
        {
            if (shares[i] == 1)
            {
                items.Add(Together([parts[i]]));
            }
            else
            {
                Divide(parts[i].Parts, shares[i], items);
            }
        }
    }

    // Each row goes to the part whose rows have the most CPUs.
    private static int[] Share(ImmutableArray<Part> parts, int rows)
    {
        int[] shares = [.. parts.Select(_ => 1)];
        for (int left = rows - parts.Length; left > 0; left--)
        {
            int fullest = 0;
            for (int i = 1; i < parts.Length; i++)
            {
                fullest = parts[i].Items.Length * shares[fullest] > parts[fullest].Items.Length * shares[i] ? i : fullest;
            }

            if (shares[fullest] == parts[fullest].Items.Length)
            {
                break;
            }

            shares[fullest]++;
        }

        return shares;
    }

    private static CoreItem Together(ImmutableArray<Part> parts)
    {
        CoreItem[] items = [.. parts.SelectMany(part => part.Items)];
        return items.Length == 1 ? items[0] : CoreItem.Shared(items) with { Label = Label(parts, items), IsShared = false };
    }

    // The name of a node or cache, or of the first and the last of some; else their CPUs.
    private static string Label(ImmutableArray<Part> parts, CoreItem[] items)
    {
        string first = parts[0].Label, last = NumberOf(parts[^1].Label);
        if (first.Length > 0)
        {
            return parts.Length == 1 ? first : last.Length > 0 ? $"{first}-{last}" : $"{first}+{parts.Length - 1}";
        }

        string cpus = items.Aggregate(CpuSet.Empty, (all, item) => all.Union(item.Cpus)).ToString();
        return cpus.Length <= WidestLabel ? cpus : string.Create(CultureInfo.InvariantCulture, $"{items[0].Number}+{items.Length - 1}");
    }

    private static string NumberOf(string label) => label[(label.LastIndexOfAny([.. "abcdefghijklmnopqrstuvwxyz"]) + 1)..];

    private sealed record Part(string Label, ImmutableArray<CoreItem> Items, ImmutableArray<Part> Parts);
}
