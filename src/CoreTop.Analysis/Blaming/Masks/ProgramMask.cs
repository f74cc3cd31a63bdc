using System.Collections.Frozen;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>Workers pinned one to a CPU: a program that takes CPUs 0 to N-1 for itself, and collides with the next one that does.</summary>
internal static class ProgramMask
{
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

    public static Cause? Find(MaskOrigin origin)
    {
        if (Fellows.OneEach(origin) is not (int workers, int cpus))
        {
            return null;
        }

        string name = SafeText.Of(origin.Process.Name);
        return new Cause(
            CauseKind.Program,
            CauseConfidence.Medium,
            $"likely set by {name} or what started it, one worker a CPU",
            $"{workers} workers of {name} are pinned to {cpus} different CPUs, one each.",
            origin.Process.Key.Tid,
            Settings.TryGetValue(origin.Process.Name, out string? setting)
                ? $"Change {setting}, or give each of its instances CPUs of its own."
                : $"Turn off pinning in {ShellWord.Of(origin.Process.Name)}, or give each of its instances CPUs of its own.");
    }
}
