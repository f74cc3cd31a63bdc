using System.Globalization;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>A small machine in a folder, for --root.</summary>
internal static class CapturedMachine
{
    public static TempTree Of(int cpus)
    {
        string online = string.Create(CultureInfo.InvariantCulture, $"0-{cpus - 1}");
        return new TempTree()
            .With("sys/devices/system/cpu/present", online)
            .With("sys/devices/system/cpu/online", online)
            .With("proc/stat", string.Join('\n', Enumerable.Range(0, cpus).Select(cpu => $"cpu{cpu} 10 0 10 80 0 0 0 0 0 0")))
            .With("proc/uptime", "100.00 100.00")
            .With("proc/sys/kernel/hostname", "fixture");
    }

    /// <summary>Adds a process that may run on <paramref name="cpus"/>.</summary>
    public static TempTree WithProcess(this TempTree machine, int pid, int parent, string cpus, params int[] threads)
    {
        foreach (int tid in threads.Prepend(pid))
        {
            string stat = string.Create(
                CultureInfo.InvariantCulture,
                $"{tid} (worker) S {parent} 1 1 0 -1 0 0 0 0 0 0 0 0 0 20 0 {threads.Length + 1} 0 1000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0");
            string status = $"Name:\tworker\nTgid:\t{pid}\nUid:\t0\t0\t0\t0\nCpus_allowed_list:\t{cpus}";
            foreach (string folder in tid == pid ? new[] { $"proc/{pid}", $"proc/{pid}/task/{tid}" } : [$"proc/{pid}/task/{tid}"])
            {
                machine.With($"{folder}/stat", stat).With($"{folder}/status", status);
            }
        }

        return machine;
    }
}
