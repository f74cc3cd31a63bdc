using System.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

/// <summary>A machine on which everything that a user can name or write holds a secret: no capture of it does.</summary>
public sealed class CaptureSecretsTests : IDisposable
{
    private const string Secret = "S3CRETq7Zx9";
    private const string Person = "annS3CRETq7Zx9";

    private readonly TempTree _tree = CapturedMachine.Of(cpus: 2);

    public CaptureSecretsTests()
    {
        string cgroup = $"/{Secret}.slice/app-{Secret}.service/of {Secret}";
        _tree.With("proc/sys/kernel/hostname", $"{Secret}.example.com")
            .With("proc/sys/kernel/osrelease", $"6.1.0-{Secret}")
            .With("etc/passwd", $"root:x:0:0:root:/root:/bin/sh\n{Person}:x:1234567890:7:Ann {Secret}:/nfs/home/{Secret}:/bin/sh")
            .With("etc/group", $"{Secret}:x:7:{Person}")
            .With(
                "proc/self/mountinfo",
                $"22 1 8:1 / /home/{Secret} rw,{Secret} - nfs {Secret}:/x rw,{Secret}\n"
                + $"31 30 0:28 /{Secret} /sys/fs/cgroup/{Secret} rw - cgroup {Secret} rw,cpu,cpuset,name={Secret}\n30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .With("proc/net/dev", $"a\nb\n{Secret}: 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16")
            .With("proc/diskstats", $"253 0 dm-{Secret} 1 2 3 4 5 6 7 8 9 10 11")
            .With("proc/interrupts", $"  CPU0 CPU1\n 9: 1 2 chip 1-edge  {Secret}, acpi")
            .With("proc/sysvipc/shm", $"key {Secret}\n5309712 {Secret}")
            .With("proc/cpuinfo", $"processor : 0\nmodel name : {Secret}\ncpu MHz : 2000.0")
            .With($"sys/fs/cgroup{cgroup}/cpu.max", "50000 100000")
            .With($"sys/fs/cgroup{cgroup}/cpu.stat", "nr_periods 1\nnr_throttled 0")
            .With($"sys/fs/cgroup{cgroup}/cpuset.cpus.effective", "0-1")
            .With($"sys/fs/cgroup/{Secret}.slice/cpuset.cpus.partition", "member")
            .With("sys/fs/cgroup/cpuset.cpus.effective", "0-1");
        Process(1, parent: 0, "systemd", ["/sbin/init", $"--{Secret}"], cgroup: "/init.scope", cpus: "0-1");
        Process(40, parent: 1, $"tool:{Secret}", [$"/nfs/home/{Secret}/bin/tool {Secret}", $"--password={Secret}", $"--password", Secret], cgroup, "0", 41);
        Process(50, parent: 1, $"x {Secret}", [$"curl:https://user:{Secret}@host"], cgroup, "0");
        Process(51, parent: 1, $"y\n{Secret}", [$"worker\ttoken={Secret}", "--bind-to", Secret, $"-XX:ActiveProcessorCount={Secret}"], cgroup, "0");
        Process(52, parent: 1, $"z={Secret}", [$"/nfs/home/{Secret}"], cgroup, "0");
        Process(53, parent: 1, Person, [$"/usr/bin/{Person}"], cgroup, "0");
    }

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void No_capture_holds_it(bool hasArguments)
    {
        string text = Capture(_tree.Root, hasArguments);

        Assert.DoesNotContain(Secret, text, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("1234567890", text, StringComparison.Ordinal);
        Assert.Contains("proc@0/40/task/41/stat", text, StringComparison.Ordinal);
        Assert.Contains("/proc/self/mountinfo --\n1 0 0:1 ".Replace("/proc/", "proc@0/", StringComparison.Ordinal), text, StringComparison.Ordinal);
        Assert.Contains(".slice/app-", text, StringComparison.Ordinal);
        Assert.Contains("proc@0/40/environ --\nOMP_PROC_BIND=close\\x00OMP_PLACES=*", text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_capture_of_a_capture_is_the_same()
    {
        string file = Path.Combine(_tree.Root, "first.txt");
        string first = Capture(_tree.Root, hasArguments: false);
        File.WriteAllText(file, first);

        Assert.Equal(Lines(first), Lines(Capture(file, hasArguments: false)));
    }

    // The folders of a disk and of a capture are listed in different orders.
    private static IEnumerable<string> Lines(string text) => text.Split('\n').Where(line => line.StartsWith("-- ", StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private static string Capture(string root, bool hasArguments)
    {
        using var machine = Machine.Open(root, TimeProvider.System);
        return Encoding.UTF8.GetString(
            CaptureWriter.Make(machine, TimeSpan.Zero, hasArguments, TestContext.Current.CancellationToken).Text.Span);
    }

    private void Process(int pid, int parent, string name, string[] arguments, string cgroup, string cpus, params int[] threads)
    {
        foreach (int tid in threads.Prepend(pid))
        {
            string comm = tid == pid ? name : $"pool {Secret}";
            foreach (string folder in tid == pid ? new[] { $"proc/{pid}", $"proc/{pid}/task/{tid}" } : [$"proc/{pid}/task/{tid}"])
            {
                _tree.With(
                    $"{folder}/stat",
                    $"{tid} ({comm}) R {parent} 1 1 0 -1 4194304 0 0 0 0 5 5 0 0 20 0 {threads.Length + 1} 0 {tid} 4096000 100 99 1 2 3 4 5 6 7 8 9 1 1 1 17 0 0 0 0 0 0 1 2 3 4 5 6 7 0")
                    .With($"{folder}/schedstat", "1 2 3")
                    .With($"{folder}/comm", comm)
                    .With($"{folder}/io", $"rchar: 1\n{Secret}: 2")
                    .With($"{folder}/sched", $"{comm} ({tid}, #threads: 1)\n---\nse.nr_migrations : 3\n{Secret} : 4")
                    .With($"{folder}/attr/current", Secret)
                    .With($"{folder}/wchan", $"do {Secret}")
                    .With(
                        $"{folder}/status",
                        $"Name:\t{comm.Replace("\n", "\\n", StringComparison.Ordinal)}\nTgid:\t{pid}\nUid:\t1234567890\t1234567890\t0\t0\nGid:\t7\t7\t7\t7\nGroups:\t7 1234567890\n"
                        + $"{Secret}:\t1\nCpus_allowed_list:\t{cpus}");
            }
        }

        _tree.With($"proc/{pid}/cmdline", Encoding.UTF8.GetBytes(string.Join('\0', arguments) + '\0'))
            .With($"proc/{pid}/statm", "100 50 10 1 0 1 0")
            .With($"proc/{pid}/cgroup", $"4:cpu,name={Secret}:{cgroup}\n0::{cgroup}")
            .With($"proc/{pid}/environ", Encoding.UTF8.GetBytes(
                $"OMP_PROC_BIND=close\0OMP_PLACES={Secret}\0OMP_{Secret}=1\0API={Secret}\0{Secret}=1\0OMPI_MCA_{Secret}={Secret}\0PMIX_NAMESPACE={Secret}\0SLURM_CPU_BIND={Secret}\0"))
            .With($"proc/{pid}/maps", $"7f-80 r-xp 0 fe:00 7 /home/{Secret}/libgomp-{Secret}.so.1\n7f-80 r-xp 0 0:0 7 /{Secret}.so")
            .With($"proc/{pid}/numa_maps", $"7f default file=/{Secret} N0=1 {Secret}=2 kernelpagesize_kB=4")
            .With($"proc/{pid}/autogroup", $"/autogroup-{Secret} nice 0")
            .With($"proc/{pid}/smaps_rollup", $"1-2 ---p 0 0:0 0 [{Secret}]\nPss: 4 kB");
    }
}
