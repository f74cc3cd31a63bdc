using System.Globalization;
using CoreTop.Kernel;
using CoreTop.LiveTests.Causes;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>What decides who gets how much of the CPUs, as the running kernel has it.</summary>
public sealed class SharingFactsLiveTests : IDisposable
{
    private readonly Machine _machine = Machine.Open("/", TimeProvider.System);
    private readonly SnapshotBuilder _builder = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void Weights_and_idle_cgroups_are_told_with_the_quotas_above_them()
    {
        using QuotaCgroup cgroup = QuotaCgroup.Make(quotaMicroseconds: 150_000);
        string below = Make(cgroup, "low");
        try
        {
            File.WriteAllText(cgroup[cgroup.IsUnified ? "cpu.weight" : "cpu.shares"], cgroup.IsUnified ? "50" : "512");
            File.WriteAllText($"{below}/cpu.idle", "1");
            using (ChildProcess child = ChildProcess.Run("sh", "-c", $"echo $$ > {below}/cgroup.procs; while :; do :; done"))
            {
                Snapshot? snapshot = null;
                Wait.Until(() => (snapshot = Read()).CpuCgroups.Any(entry => entry.Cgroup == $"{cgroup.Path}/low"), "a cgroup with a process");

                Assert.Contains(new CpuCgroup(cgroup.Path, 50, IsIdle: false, QuotaCores: 1.5), snapshot!.CpuCgroups);
                Assert.Contains(new CpuCgroup($"{cgroup.Path}/low", 1, IsIdle: true, QuotaCores: null), snapshot.CpuCgroups);
                ProcessLoad burner = snapshot.Processes.First(process => process.CpuCgroup == $"{cgroup.Path}/low");
                Assert.Equal(cgroup.Path, burner.QuotaCgroup);
                Wait.Until(() => Read().Quotas.Any(quota => quota.Cgroup == cgroup.Path && quota.IsMeasured), "the quota's counters");
            }
        }
        finally
        {
            Remove(below);
        }
    }

    [Fact]
    public void A_thread_in_a_cgroup_of_its_own_has_that_cgroups_quota()
    {
        using QuotaCgroup cgroup = QuotaCgroup.Make(quotaMicroseconds: 50_000);
        if (cgroup.IsUnified)
        {
            Assert.Skip("threads go into cgroups of their own by the file tasks of cgroup v1 here");
        }

        using ChildProcess child = ChildProcess.Python(
            "import sys\ndef burn():\n    print(threading.get_native_id(), flush=True)\n    while True: pass\n"
            + "threading.Thread(target=burn, daemon=True).start()\ntime.sleep(240)");
        int tid = int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture);
        File.WriteAllText(cgroup["tasks"], $"{tid}");

        TaskLoad? thread = null;
        Wait.Until(
            () => (thread = Read().FindProcess(child.Pid)?.Threads.FirstOrDefault(thread => thread.Key.Tid == tid))?.QuotaCgroup is not null,
            "a thread with a cgroup of its own",
            pause: TimeSpan.FromMilliseconds(500));

        Assert.Equal((cgroup.Path, cgroup.Path), (thread!.CpuCgroup, thread.QuotaCgroup));
        Assert.NotEqual(cgroup.Path, Read().FindProcess(child.Pid)!.CpuCgroup);
        Wait.Until(() => Read().Quotas.Any(quota => quota.Cgroup == cgroup.Path && quota.IsMeasured), "the quota's counters");
    }

    [Fact]
    public void What_short_lived_children_use_is_their_parents()
    {
        using ChildProcess parent = ChildProcess.Run("sh", "-c", "while :; do timeout 1 sh -c 'i=0; while [ $i -lt 20000 ]; do i=$((i+1)); done'; done");
        int shell = Child(parent.Pid);
        Read();

        Wait.Until(() => Read().FindProcess(shell) is { ChildRun: > 0.05 }, "children that ended", pause: TimeSpan.FromMilliseconds(500));
    }

    [Fact]
    public void What_a_child_used_before_the_window_is_not_its_parents_when_it_ends()
    {
        using ChildProcess parent = ChildProcess.Python(
            "import os\ndef burn():\n    while True: pass\nfor _ in range(100):\n    pid = os.fork()\n    if pid == 0: burn()\n    print(pid, flush=True)\n"
            + "    while os.waitpid(pid, os.WNOHANG) == (0, 0): time.sleep(0.01)\n    time.sleep(0.5)");
        int child = int.Parse(parent.ReadLine()!, CultureInfo.InvariantCulture);
        Wait.Until(() => Read().FindProcess(child)?.CpuTime > TimeSpan.FromSeconds(2), "a child that has used two seconds");

        Tool.Output("kill", $"{child}");
        double credited = double.MaxValue;
        Wait.Until(() => IsCredited(Read()), "a parent that waited for it");

        // In seconds of CPU time: a short window and a clock tick make a rate of any size.
        Assert.InRange(credited, 0, 1);

        bool IsCredited(Snapshot snapshot)
        {
            if (snapshot.FindProcess(parent.Pid) is not { } load || load.ChildUserTime <= TimeSpan.FromSeconds(1))
            {
                return false;
            }

            credited = load.ChildRun * snapshot.Interval.TotalSeconds;
            return true;
        }
    }

    [Fact]
    public void Runnable_tasks_are_counted_between_readings_without_this_one()
    {
        using ChildProcess burner = ChildProcess.Burner();
        Read();
        for (int look = 0; look < 10; look++)
        {
            Thread.Sleep(20);
            _machine.LookAtRunnable();
        }

        Assert.InRange(Read().Runnable!.Value, 0.9, 10_000);
    }

    private Snapshot Read() => _builder.Next(_machine.Read(SampleRequest.Ordinary with { AllDetails = true })!);

    private static int Child(int pid)
    {
        int child = 0;
        Wait.Until(
            () => int.TryParse(File.ReadAllText($"/proc/{pid}/task/{pid}/children").Split(' ')[0], CultureInfo.InvariantCulture, out child),
            "a child");
        return child;
    }

    private static string Make(QuotaCgroup cgroup, string name)
    {
        string folder = cgroup[name];
        Directory.CreateDirectory(folder);
        if (cgroup.IsUnified)
        {
            File.WriteAllText(cgroup["cgroup.subtree_control"], "+cpu");
        }

        return folder;
    }

    private static void Remove(string folder) => Wait.Until(
        () =>
        {
            try
            {
                Directory.Delete(folder);
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        },
        $"{folder} to be empty");
}
