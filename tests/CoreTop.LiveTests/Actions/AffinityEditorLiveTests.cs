using System.Globalization;
using CoreTop.Actions;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.LiveTests.Actions;

public sealed class AffinityEditorLiveTests : IDisposable
{
    private const string Boot = "this boot";

    private readonly string _home = Directory.CreateTempSubdirectory("coretop-live-").FullName;
    private readonly KernelFiles _files = new();
    private readonly LinuxScheduler _scheduler = new();

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_home, recursive: true);
    }

    [Fact]
    public void A_process_is_pinned_and_taken_back_and_taskset_agrees_each_time()
    {
        (CpuSet all, CpuSet first, _) = TwoCpus();
        using ChildProcess child = ChildProcess.Sleep();

        AffinityOutcome outcome = Editor().Apply("pin", [Request(child, first)]).Outcomes[0];

        Assert.Equal($"sleep {child.Pid}: narrowed from {Before(all)} to CPU {first}.", outcome.Sentence);
        Assert.Equal([first], Taskset(child));
        UndoOutcome undo = Editor().Undo()!;
        Assert.Empty(undo.Skipped);
        Assert.Equal([all], Taskset(child));
        Assert.Null(Editor().Undo());
    }

    [Fact]
    public void All_forty_threads_are_changed_and_each_gets_its_own_affinity_back()
    {
        (CpuSet all, CpuSet first, CpuSet second) = TwoCpus();
        using ChildProcess child = ChildProcess.Threads(40);
        IReadOnlyList<int> tids = child.Tids();
        for (int i = 0; i < 10; i++)
        {
            Assert.Equal(ControlResult.Applied, _scheduler.Write(tids[i * 4], first));
        }

        List<CpuSet> before = Affinities(tids);
        Assert.Equal([all, first], before.Distinct().OrderByDescending(cpus => cpus.Count));

        AffinityOutcome outcome = Editor().Apply("pin", [Request(child, second)]).Outcomes[0];

        Assert.Equal(40, outcome.Changes.Length);
        Assert.True(outcome.IsSettled);
        Assert.Equal(Enumerable.Repeat(second, 40), Taskset(child));

        UndoOutcome undo = Editor().Undo()!;

        Assert.Equal(40, undo.Restored.Length);
        Assert.Equal(before, Affinities(tids));
    }

    [Fact]
    public void A_process_that_spawns_threads_all_the_while_ends_with_no_thread_left_behind()
    {
        (_, CpuSet first, CpuSet second) = TwoCpus();
        using ChildProcess child = ChildProcess.Python(
            """
            def chain():
                time.sleep(0.002)
                threading.Thread(target=chain, daemon=True).start()
            for _ in range(12): threading.Thread(target=chain, daemon=True).start()
            time.sleep(240)
            """);
        Wait.Until(() => child.Tids().Count > 10, "threads to be spawned");
        AffinityEditor editor = Editor();

        for (int i = 0; i < 10; i++)
        {
            CpuSet wanted = i % 2 == 0 ? first : second;
            Wait.Until(() => editor.Apply("pin", [Request(child, wanted)]).Outcomes[0].IsSettled, "the threads to settle");

            int seen = 0;
            for (int look = 0; look < 20; look++)
            {
                List<CpuSet> now = Affinities(child.Tids());
                seen += now.Count;
                Assert.DoesNotContain(now, cpus => !cpus.Equals(wanted));
            }

            Assert.True(seen > 20, "Threads were looked at.");
        }
    }

    [Fact]
    public void Threads_born_after_the_change_are_taken_back_too()
    {
        (CpuSet all, CpuSet first, _) = TwoCpus();
        using ChildProcess child = ChildProcess.Python(
            """
            signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGUSR1])
            print('ready', flush=True)
            signal.sigwait([signal.SIGUSR1])
            threading.Thread(target=time.sleep, args=(240,), daemon=True).start()
            time.sleep(240)
            """);
        Assert.Equal("ready", child.ReadLine());
        Editor().Apply("pin", [Request(child, first)]);
        Tool.Output("kill", "-USR1", child.Pid.ToString(CultureInfo.InvariantCulture));
        Wait.Until(() => child.Tids().Count == 2, "a thread to be born");
        Assert.Equal([first, first], Taskset(child));

        Editor().Undo();

        Assert.Equal([all, all], Taskset(child));
    }

    [Fact]
    public void A_mask_that_somebody_else_set_since_it_was_planned_is_left_and_said()
    {
        (CpuSet all, CpuSet first, CpuSet second) = TwoCpus();
        using ChildProcess child = ChildProcess.Sleep();
        AffinityRequest planned = Request(child, first) with { Expected = [all] };
        Tool.Output("taskset", "-cp", second.ToString(), child.Pid.ToString(CultureInfo.InvariantCulture));

        AffinityOutcome outcome = Editor().Apply("balance", [planned]).Outcomes[0];

        Assert.Equal($"sleep {child.Pid}: was changed by somebody else in the meantime: it has CPU {second}, not CPUs {all}.", outcome.Sentence);
        Assert.Equal([second], Taskset(child));
        Assert.Null(Editor().Undo());
    }

    [Fact]
    public void A_release_may_leave_CPUs_out()
    {
        (CpuSet all, CpuSet first, CpuSet second) = TwoCpus();
        using ChildProcess child = ChildProcess.Sleep();
        AffinityRequest release = Request(child, wanted: null) with { Isolated = second };
        Assert.Equal(ControlResult.Applied, _scheduler.Release(child.Pid, second));
        Assert.Equal([all.Except(second)], Taskset(child));
        Editor().Apply("pin", [Request(child, first)]);

        Editor().Apply("release", [release]);
        Assert.Equal([all.Except(second)], Taskset(child));

        Editor().Apply("pin", [Request(child, second)]);
        Editor().Apply("release", [release]);
        Assert.Equal([all], Taskset(child));
    }

    [Fact]
    public void A_released_task_may_use_every_CPU_again()
    {
        (CpuSet all, CpuSet first, _) = TwoCpus();
        using ChildProcess child = ChildProcess.Burner();
        Editor().Apply("pin", [Request(child, first)]);

        AffinityOutcome outcome = Editor().Apply("release", [Request(child, wanted: null)]).Outcomes[0];

        Assert.Equal(all, outcome.ReadBack);
        Assert.Contains("released from CPU ", outcome.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_right_to_it_the_refusal_names_EPERM_and_nothing_changes()
    {
        (CpuSet all, CpuSet first, _) = TwoCpus();
        using ChildProcess child = ChildProcess.Threads(3);

        BatchOutcome batch = OtherUser.Run(() =>
        {
            using var files = new KernelFiles();
            var journal = new ChangeJournal(folder: null, Boot);
            return new AffinityEditor(files, new LinuxScheduler(), journal, TimeProvider.System)
                .Apply("pin", [Request(child, first)]);
        });

        Assert.Equal(0, batch.Changed);
        Assert.Equal(3, batch.Refused);
        Assert.All(
            batch.Outcomes[0].Refusals,
            refusal => Assert.Equal((ControlResult.NotPermitted, 1), (refusal.Result, refusal.Errno)));
        Assert.Contains("not permitted (EPERM): needs its user, root or CAP_SYS_NICE", batch.Sentence, StringComparison.Ordinal);
        Assert.All(Affinities(child.Tids()), cpus => Assert.Equal(all, cpus));
    }

    [Fact]
    public void A_kernel_thread_is_refused_by_name()
    {
        var pids = new List<int>();
        _files.ListProcesses(pids);
        int kernelThread = pids.Find(pid => Stat(pid)?.Mobility == TaskMobility.KernelBound);
        if (kernelThread == 0)
        {
            Assert.Skip("no kernel thread can be seen here");
        }

        CpuSet before = Affinities([kernelThread])[0];
        var key = new TaskKey(kernelThread, Stat(kernelThread)!.Value.StartTicks);
        var request = new AffinityRequest(key, kernelThread, "kthread", IsWholeProcess: true, CpuSet.Of(0), Limit: null);

        AffinityOutcome outcome = Editor().Apply("pin", [request]).Outcomes[0];

        Assert.Equal(ControlResult.KernelBound, Assert.Single(outcome.Refusals).Result);
        Assert.Equal([before], Affinities([kernelThread]));
    }

    [Fact]
    public void A_CPU_that_the_machine_lacks_is_refused_with_a_sentence()
    {
        using ChildProcess child = ChildProcess.Sleep();
        CpuSet before = Affinities([child.Pid])[0];

        AffinityOutcome outcome = Editor().Apply("pin", [Request(child, CpuSet.Of(60_000))]).Outcomes[0];

        Assert.Contains("CPU 60000 is offline or outside its cpuset, which allows ", outcome.Sentence, StringComparison.Ordinal);
        Assert.Equal(ControlResult.NoUsableCpu, _scheduler.Write(child.Pid, CpuSet.Of(60_000)));
        Assert.Equal([before], Affinities([child.Pid]));
    }

    [Fact]
    public void A_process_that_ended_is_said_to_have_ended()
    {
        AffinityRequest request;
        using (ChildProcess child = ChildProcess.Sleep())
        {
            request = Request(child, CpuSet.Of(0));
        }

        Assert.Equal($"sleep {request.Pid}: has ended.", Editor().Apply("pin", [request]).Sentence);
    }

    // The first two CPUs that this program, and so its children, may use.
    private (CpuSet All, CpuSet First, CpuSet Second) TwoCpus()
    {
        Assert.Equal(ControlResult.Applied, _scheduler.Read(0, 0, known: null, out CpuSet? all));
        if (all!.Count < 2)
        {
            Assert.Skip($"needs 2 CPUs, and may use CPU {all} alone");
        }

        int[] cpus = [.. all.Take(2).Select(cpu => cpu.Number)];
        return (all, CpuSet.Of(cpus[0]), CpuSet.Of(cpus[1]));
    }

    private string Before(CpuSet all)
    {
        Assert.Equal(FileStatus.Ok, _files.Read("/sys/devices/system/cpu/online", out ReadOnlySpan<byte> text));
        Assert.True(CpuList.TryParse(text, out CpuSet online));
        return online.IsSubsetOf(all) ? "all CPUs" : $"CPUs {all}";
    }

    // A new editor on the same journal each time: as another run of the program has it.
    private AffinityEditor Editor() =>
        new(_files, _scheduler, new ChangeJournal(Path.Combine(_home, "coretop"), Boot), TimeProvider.System);

    private AffinityRequest Request(ChildProcess child, CpuSet? wanted)
    {
        TaskStat stat = Stat(child.Pid)!.Value;
        return new AffinityRequest(
            new TaskKey(child.Pid, stat.StartTicks), child.Pid, Name(child), IsWholeProcess: true, wanted, Limit: null);
    }

    private TaskStat? Stat(int pid) =>
        _files.ReadProcess(pid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok ? TaskStat.Parse(text) : null;

    private string Name(ChildProcess child)
    {
        Assert.Equal(FileStatus.Ok, _files.ReadProcess(child.Pid, TaskFile.Comm, out ReadOnlySpan<byte> text));
        return CoreTop.Kernel.Proc.TaskText.Name(text);
    }

    // Threads that end between the listing and the asking are left out.
    private List<CpuSet> Affinities(IReadOnlyList<int> tids)
    {
        var affinities = new List<CpuSet>();
        foreach (int tid in tids)
        {
            if (_scheduler.Read(tid, tid, known: null, out CpuSet? cpus) == ControlResult.Applied)
            {
                affinities.Add(cpus!);
            }
        }

        return affinities;
    }

    // Its lists say 0,1 where the kernel says 0-1.
    private static List<CpuSet> Taskset(ChildProcess child)
    {
        var affinities = new List<CpuSet>();
        string output = Tool.Output("taskset", "-apc", child.Pid.ToString(CultureInfo.InvariantCulture));
        foreach (string line in output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.True(CpuList.TryParse(line[(line.LastIndexOf(' ') + 1)..], out CpuSet cpus), line);
            affinities.Add(cpus);
        }

        return affinities;
    }
}
