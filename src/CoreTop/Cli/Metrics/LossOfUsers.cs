using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Metrics;

/// <summary>Whose tasks want the lost cores.</summary>
internal static class LossOfUsers
{
    // Less is shown as 0.
    private const double LeastCores = 0.005;

    /// <summary>
    /// Users with their lost cores, most first, at most <see cref="MetricFamilies.MostUsers"/>; a task whose process has ended or whose user could not
    /// be read counts for nobody.
    /// </summary>
    public static IReadOnlyList<(string User, double Cores)> Of(Diagnosis diagnosis, Snapshot snapshot)
    {
        var users = new Dictionary<string, double>(StringComparer.Ordinal);
        Finding[] losses = [.. diagnosis.Findings.Where(static finding => finding.LostCores > 0 && !finding.Tasks.IsEmpty)];
        if (losses.Length == 0)
        {
            return [];
        }

        var names = new Dictionary<int, string>(snapshot.Processes.Length);
        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Details is { } details)
            {
                names[process.Pid] = details.User;
            }
        }

        foreach (Finding finding in losses)
        {
            double each = finding.LostCores / finding.Tasks.Length;
            foreach (FindingTask task in finding.Tasks)
            {
                if (names.TryGetValue(task.Pid, out string? user))
                {
                    users[user] = users.GetValueOrDefault(user) + each;
                }
            }
        }

        return
        [
            .. users.Where(static pair => pair.Value >= LeastCores)
                .OrderByDescending(static pair => pair.Value)
                .ThenBy(static pair => pair.Key, StringComparer.Ordinal)
                .Take(MetricFamilies.MostUsers)
                .Select(static pair => (pair.Key, pair.Value)),
        ];
    }
}
