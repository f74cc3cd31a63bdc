using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Says of the PIDs that the list is for which are not there, each once.</summary>
/// <param name="context">What the panes share.</param>
internal sealed class MissingPids(ScreenContext context)
{
    private const int MostShown = 8;

    private readonly HashSet<int> _seen = [];
    private readonly HashSet<int> _missing = [];

    /// <summary>What an empty list says; null where one of them is there, or the list is for all processes.</summary>
    public string? WhyEmpty { get; private set; }

    /// <summary>Takes in what is newly shown.</summary>
    /// <param name="snapshot">The machine; nothing is missing in one that lacks processes still.</param>
    /// <param name="pids">The PIDs; null for all processes.</param>
    public void Take(Snapshot snapshot, ImmutableHashSet<int>? pids)
    {
        WhyEmpty = null;
        if (pids is null || snapshot.IsPartial)
        {
            return;
        }

        var never = new SortedSet<int>();
        var ended = new SortedSet<int>();
        foreach (int pid in pids)
        {
            if (snapshot.FindProcess(pid) is not null)
            {
                _seen.Add(pid);
                _missing.Remove(pid);
            }
            else if (_missing.Add(pid))
            {
                (_seen.Contains(pid) ? ended : never).Add(pid);
            }
        }

        WhyEmpty = _missing.Count == pids.Count ? $"No task of -p {Numbers(pids.Order(), ",")} is there." : null;
        if (never.Count + ended.Count > 0)
        {
            // What was said at the start, of the settings file for instance, was not read yet.
            string? before = never.Count > 0 && context.Messages.Current is { Kind: StatusKind.Refused } first ? first.Text : null;
            string?[] all = [before, Sentence(never, isEnded: false), Sentence(ended, isEnded: true)];
            context.Messages.Say(string.Join(' ', all.OfType<string>()), StatusKind.Refused);
        }
    }

    private static string? Sentence(SortedSet<int> pids, bool isEnded) => (pids.Count, isEnded) switch
    {
        (0, _) => null,
        (1, false) => $"There is no process {Numbers(pids, ", ")} (-p).",
        (_, false) => $"There are no processes {Numbers(pids, ", ")} (-p).",
        (1, true) => $"Process {Numbers(pids, ", ")} of -p has ended.",
        (_, true) => $"Processes {Numbers(pids, ", ")} of -p have ended.",
    };

    private static string Numbers(IEnumerable<int> pids, string separator)
    {
        List<string> all = [.. pids.Select(pid => pid.ToString(CultureInfo.InvariantCulture))];
        return string.Join(separator, all.Take(MostShown)) + (all.Count > MostShown ? $" and {all.Count - MostShown} more" : string.Empty);
    }
}
