using System.Collections.Frozen;
using System.Collections.Immutable;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Workers pinned one to a CPU: a program that takes CPUs 0 to N-1 for itself, and collides with the next one that does.</summary>
internal static class ProgramMask
{
    private const int MostNamed = 2;

    // Where pinning is turned off in programs that pin their workers.
    private static readonly FrozenDictionary<string, string> Settings = new Dictionary<string, string>
    {
        ["nginx"] = "worker_cpu_affinity in nginx.conf",
        ["haproxy"] = "cpu-map in haproxy.cfg",
        ["redis-server"] = "server-cpulist in redis.conf",
        ["valkey-server"] = "server-cpulist in valkey.conf",
        ["stress-ng"] = "its option --taskset",
        ["scylla"] = "its options --cpuset and --overprovisioned",
        ["ovs-vswitchd"] = "pmd-cpu-mask of Open vSwitch",
    }.ToFrozenDictionary();

    public static Cause? Find(MaskOrigin origin) => (Fellows.OneEach(origin) ?? Fellows.OneEachOfThreads(origin)) is { } workers
        ? Of([workers], origin.Process.Key.Tid)
        : null;

    /// <summary>The cause of all these workers.</summary>
    /// <param name="all">The workers of each job; not empty.</param>
    /// <param name="origin">The first process.</param>
    public static Cause Of(ImmutableArray<PinnedWorkers> all, int? origin)
    {
        PinnedWorkers first = all[0];
        string[] programs = [.. all.Select(static each => SafeText.Of(each.Program)).Distinct()];
        string names = programs switch
        {
            [var one] => one,
            [var one, var other] => $"{one} and {other}",
            _ => $"{programs[0]}, {programs[1]} and {programs.Length - MostNamed} more",
        };
        string permanent = programs.Length > 1 ? $"Turn off pinning in {names}, or give each of them CPUs of its own."
            : Settings.TryGetValue(first.Program, out string? setting) ? $"Change {setting}, or give each of its instances CPUs of its own."
            : $"Turn off pinning in {ShellWord.Of(first.Program)}, or give each of its instances CPUs of its own.";
        string more = all.Length > MostNamed ? $" It is the same with {Count.Of(all.Length - MostNamed, "other job")}." : string.Empty;
        (int least, int most) = (all.Min(static each => each.Least), all.Max(static each => each.Most));
        return new Cause(
            CauseKind.Program,
            CauseConfidence.Medium,
            $"likely set by {names} or what started {(programs.Length == 1 ? "it" : "them")}, "
                + (most == 1 ? "one worker a CPU" : $"{Range(least, most)} workers a CPU"),
            string.Join(' ', all.Take(MostNamed).Select(Sentence)) + more,
            origin,
            permanent)
        {
            Workers = first,
        };
    }

    private static string Sentence(PinnedWorkers each) =>
        $"{each.Workers} workers of {SafeText.Of(each.Program)} are pinned to {each.Cpus} different CPUs, "
            + $"{(each.Most == 1 ? "one" : Range(each.Least, each.Most))} each.";

    private static string Range(int least, int most) => least == most ? $"{most}" : most == least + 1 ? $"{least} or {most}" : $"{least} to {most}";
}
