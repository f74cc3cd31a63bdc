namespace CoreTop.Tests.Architecture;

/// <summary>Finds those that know each other.</summary>
internal static class Rings
{
    /// <summary>Those that know each other, directly or by others between; each ring sorted.</summary>
    /// <param name="arrows">Who knows whom.</param>
    public static IReadOnlyList<IReadOnlyList<string>> Of(IEnumerable<(string From, string To)> arrows)
    {
        var known = arrows.ToLookup(arrow => arrow.From, arrow => arrow.To);
        var reached = known.ToDictionary(each => each.Key, each => Reached(each.Key, known));
        return
        [
            .. reached.Keys.Where(name => reached[name].Contains(name))
                .GroupBy(name => reached[name].Where(other => reached.TryGetValue(other, out var back) && back.Contains(name)).Min())
                .Select(ring => ring.Order(StringComparer.Ordinal).ToList()),
        ];
    }

    private static HashSet<string> Reached(string name, ILookup<string, string> known)
    {
        var reached = new HashSet<string>();
        var next = new Stack<string>(known[name]);
        while (next.TryPop(out string? other))
        {
            if (reached.Add(other))
            {
                foreach (string each in known[other])
                {
                    next.Push(each);
                }
            }
        }

        return reached;
    }
}
