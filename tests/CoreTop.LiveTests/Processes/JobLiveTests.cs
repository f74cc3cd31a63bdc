using System.Globalization;
using System.Text.RegularExpressions;
using CoreTop.Kernel;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>Ranks and jobs of real launchers, compared with what these report themselves.</summary>
public sealed partial class JobLiveTests
{
    private const string Seconds = "240";

    private static readonly SampleRequest Wanted = SampleRequest.Everything with { ExtrasOfAll = ExtraFiles.Environment };

    [Theory]
    [InlineData("core:overload-allowed")]
    [InlineData("hwthread:overload-allowed")]
    [InlineData("socket:overload-allowed")]
    public void Bindings_are_drawn_as_Open_MPI_reports_them(string binding)
    {
        Tool.Require("mpirun.openmpi");
        using ChildProcess launcher = ChildProcess.Run(
            "sh", "-c", $"exec mpirun.openmpi --allow-run-as-root --oversubscribe -np 3 --bind-to {binding} --report-bindings sleep {Seconds} 2>&1");
        var reported = new Dictionary<int, string?>();
        while (reported.Count < 3 && launcher.ReadLine() is { } line)
        {
            if (Report().Match(line) is { Success: true } match)
            {
                reported[int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture)] = match.Groups[2].Success ? match.Groups[2].Value : null;
            }
        }

        (Snapshot snapshot, TaskJob job) = RanksOf(launcher.Pid, 3);

        Assert.Equal([0, 1, 2], reported.Keys.Order());
        Assert.All(job.Processes, process => Assert.Equal(
            reported[TaskJob.RankOf(process)!.Value] ?? BindingText.Of(snapshot.Topology, snapshot.Topology.Online),
            BindingText.Of(snapshot.Topology, process.Affinity!)));
    }

    [Fact]
    public void Ranks_that_are_not_bound_may_run_everywhere()
    {
        Tool.Require("mpirun.openmpi");
        using ChildProcess launcher = ChildProcess.Run(
            "mpirun.openmpi", "--allow-run-as-root", "--oversubscribe", "-np", "3", "--bind-to", "none", "sleep", Seconds);

        (Snapshot snapshot, TaskJob job) = RanksOf(launcher.Pid, 3);

        Assert.Equal([0, 1, 2], job.Processes.Select(TaskJob.RankOf));
        Assert.All(job.Processes, process => Assert.DoesNotContain('.', BindingText.Of(snapshot.Topology, process.Affinity!)));
    }

    [Fact]
    public void Ranks_of_MPICH_are_those_of_its_proxy()
    {
        Tool.Require("mpirun.mpich");
        using ChildProcess launcher = ChildProcess.Run("mpirun.mpich", "-np", "3", "sleep", Seconds);

        (_, TaskJob job) = RanksOf(launcher.Pid, 3);

        Assert.Equal([0, 1, 2], job.Processes.Select(TaskJob.RankOf));
        Assert.All(job.Processes, process => Assert.Equal("sleep", process.Name));
    }

    [Fact]
    public void What_Slurm_sets_is_read_of_a_step_and_a_batch_script_has_no_rank()
    {
        using ChildProcess step = ChildProcess.Run("env", "SLURM_JOB_ID=4711", "SLURM_PROCID=2", "SLURM_STEP_ID=0", "sleep", Seconds);
        using ChildProcess script = ChildProcess.Run("env", "SLURM_JOB_ID=4712", "SLURM_PROCID=0", "sleep", Seconds);

        Assert.Equal((2, "4711"), Said(step));
        Assert.Equal((null, "4712"), Said(script));
    }

    [Fact]
    public void An_environment_is_read_again_when_the_process_runs_another_program()
    {
        string mark = Path.Combine(Path.GetTempPath(), $"coretop-exec-{Guid.NewGuid():N}");
        using ChildProcess shell = ChildProcess.Run(
            "sh", "-c", $"until [ -e {mark} ]; do sleep 0.1; done; exec env PMI_RANK=5 sleep {Seconds}");
        using var machine = Machine.Open("/", TimeProvider.System);
        var snapshots = new SnapshotBuilder();
        ProcessLoad? Program() => snapshots.Next(machine.Read(Wanted)!).Processes.FirstOrDefault(process => process.ParentPid == shell.Pid);
        var pause = TimeSpan.FromMilliseconds(100);
        try
        {
            Wait.Until(() => Program() is { Name: "sh", Extras.JobVariables.Rank: null }, "the shell", state: null, pause);
            File.WriteAllText(mark, string.Empty);

            Wait.Until(() => Program() is { Name: "sleep", Extras.JobVariables.Rank: 5 }, "the program that the shell became", state: null, pause);
        }
        finally
        {
            File.Delete(mark);
        }
    }

    [Fact]
    public void Another_user_does_not_learn_the_ranks_of_root()
    {
        using ChildProcess rank = ChildProcess.Run("env", "PMI_RANK=5", "sleep", Seconds);
        Said(rank);

        TaskExtras? extras = OtherUser.Run(() => Read().Processes.Single(process => process.Pid == rank.Pid).Extras);

        Assert.True(extras!.Tried.HasFlag(ExtraFiles.Environment));
        Assert.Null(extras.JobVariables);
    }

    [GeneratedRegex(@"MCW rank (\d+) (?:bound to .*: (\[.*\])|is not bound)")]
    private static partial Regex Report();

    private static (Snapshot Snapshot, TaskJob Job) RanksOf(int pid, int count)
    {
        Snapshot? snapshot = null;
        TaskJob? job = null;
        Wait.Until(
            () =>
            {
                snapshot = Read();
                job = snapshot.FindProcess(pid) is { } process ? new JobFinder(snapshot, Environment.ProcessId).Of(process) : null;
                return job?.Processes.Count(each => each.Name == "sleep" && TaskJob.RankOf(each) is not null) == count;
            },
            $"{count} ranks",
            () => string.Join('\n', job?.Processes.Select(process => $"{process.Pid} {process.Name} {TaskJob.RankOf(process)}") ?? []),
            TimeSpan.FromMilliseconds(200));
        return (snapshot!, job!);
    }

    // Of the program that timeout started, when it is there.
    private static (int? Rank, string? Job) Said(ChildProcess timeout)
    {
        ProcessLoad? process = null;
        Wait.Until(
            () => (process = Read().Processes.FirstOrDefault(each => each.ParentPid == timeout.Pid && each.Name == "sleep")) is not null,
            "sleep to start", state: null, TimeSpan.FromMilliseconds(100));
        return (TaskJob.RankOf(process!), JobField.TextOf(process!));
    }

    private static Snapshot Read()
    {
        using var machine = Machine.Open("/", TimeProvider.System);
        return new SnapshotBuilder().Next(machine.Read(Wanted)!);
    }
}
