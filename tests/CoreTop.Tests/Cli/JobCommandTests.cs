using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;
using CoreTop.Tests.Listing.Jobs;

namespace CoreTop.Tests.Cli;

public sealed class JobCommandTests
{
    private readonly TestHost _host = new();

    [Fact]
    public void A_launcher_is_shown_by_its_ranks_in_order_with_their_bindings_and_where_they_crowd()
    {
        Assert.Equal(ExitCode.Done, Print(AnyJob.FourRanks(), "50"));

        Assert.Equal(
            """
            4 ranks of mpirun 50
            HOST       RANK THREADS PID S CPU AFFINITY COMMAND BINDING
            ip-10-0-0-7    0       1  60 R   0 0        solver  [B/././.]
            ip-10-0-0-7    1       1  61 R   1 1        solver  [./B/./.]
            ip-10-0-0-7    2       1  62 R   0 0        solver  [B/././.]
            ip-10-0-0-7    3       1  63 R   1 1        solver  [./B/./.]
            CPUs 0-1 are crowded: 2 tasks on each may run on no other CPU.

            """.Replace("HOST       RANK", "HOST        RANK", StringComparison.Ordinal),
            _host.Output);
        Assert.Empty(_host.Errors);
    }

    [Fact]
    public void Without_a_pid_every_job_is_shown()
    {
        Assert.Equal(ExitCode.Done, Print(AnyJob.FourRanks("4711")));

        Assert.StartsWith("4 ranks of job 4711\n", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_job_it_says_so()
    {
        Assert.Equal(ExitCode.Failed, Print(AnySnapshot.Founding()));

        Assert.Empty(_host.Output);
        Assert.Contains("no job is known here", _host.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("50 4242", ExitCode.PartlyDone, "4242 is not a process here.")]
    [InlineData("4242", ExitCode.Failed, "4242 is not a process here.")]
    [InlineData("60,63", ExitCode.Done, "")]
    public void A_pid_that_is_not_there_is_said(string pids, int expected, string error)
    {
        Assert.Equal(expected, Print(AnyJob.FourRanks(), pids));

        Assert.Contains(error, _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Pids_of_one_job_show_it_once()
    {
        Print(AnyJob.FourRanks(), "60,63 50");

        Assert.Single(_host.Output.Split('\n'), line => line.StartsWith("4 ranks", StringComparison.Ordinal));
    }

    [Fact]
    public void What_is_not_a_pid_is_bad_usage() => Assert.Equal(ExitCode.BadUsage, _host.Run("job x"));

    [Fact]
    public void Threads_have_a_line_each_and_a_process_whose_threads_differ_says_so_without_them()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4, smt: 2), _ => 0, AnySnapshot.Process(
            7, "omp", run: 2, affinity: CpuSet.Of(0, 3),
            threads: [AnySnapshot.Thread(7, 7, run: 1, affinity: CpuSet.Of(0)), AnySnapshot.Thread(8, 7, run: 1, cpu: 3, affinity: CpuSet.Of(3))]));

        Print(snapshot, "7");
        Print(snapshot, "--threads 7");

        Assert.Contains(" R   0 0,3      omp     [B./.B]\n", _host.Output, StringComparison.Ordinal);
        Assert.Contains("The threads of 1 process differ in affinity", _host.Output, StringComparison.Ordinal);
        Assert.Contains("1 process of omp, 2 threads\n", _host.Output, StringComparison.Ordinal);
        Assert.Contains("    -      1   7   8 R   3 3        thread  [../.B]\n", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_holds_the_same()
    {
        Print(AnyJob.FourRanks(), "--json");

        JsonElement job = JsonDocument.Parse(_host.Output).RootElement.GetProperty("jobs")[0];
        Assert.Equal((JsonValueKind.Null, 50, "mpirun"), (job.GetProperty("job").ValueKind, job.GetProperty("launcherPid").GetInt32(), job.GetProperty("launcher").GetString()));
        Assert.Equal([0, 1, 2, 3], job.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("rank").GetInt32()));
        JsonElement second = job.GetProperty("tasks")[1];
        Assert.Equal(
            (61, 61, "solver", "R", 1, "1", "[./B/./.]"),
            (second.GetProperty("pid").GetInt32(), second.GetProperty("tid").GetInt32(), second.GetProperty("command").GetString(),
                second.GetProperty("state").GetString(), second.GetProperty("lastCpu").GetInt32(), second.GetProperty("affinity").GetString(),
                second.GetProperty("binding").GetString()));
        Assert.Equal(["0", "1"], job.GetProperty("crowds").EnumerateArray().Select(crowd => crowd.GetProperty("cpus").GetString()));
    }

    [Fact]
    public void A_document_without_jobs_is_one_too()
    {
        Assert.Equal(ExitCode.Failed, Print(AnySnapshot.Founding(), "--json"));

        Assert.Empty(JsonDocument.Parse(_host.Output).RootElement.GetProperty("jobs").EnumerateArray());
    }

    [Fact]
    public void Environments_that_may_not_be_read_are_said_and_their_ranks_are_not_guessed()
    {
        ProcessLoad refused = AnySnapshot.Process(7, affinity: CpuSet.Of(0)) with { Extras = new TaskExtras { Tried = ExtraFiles.Environment } };

        Assert.Equal(ExitCode.Done, Print(AnySnapshot.Of(AnyTopology.Of(1), _ => 0, refused), "7"));

        Assert.Contains(" - ", _host.Output, StringComparison.Ordinal);
        Assert.Contains("does not let this user read the environment of 1 of 1 processes", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Lines_end_where_the_terminal_does()
    {
        _host.OutputWidth = 40;

        Print(AnyJob.FourRanks());

        Assert.All(_host.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 40));
    }

    [Fact]
    public void Names_cannot_write_to_the_terminal()
    {
        Print(AnySnapshot.Of(AnyTopology.Of(1), _ => 0, AnySnapshot.Process(7, "a\u001b[31m")), "7");

        Assert.DoesNotContain('\u001b', _host.Output);
    }

    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void Every_captured_machine_is_read(string machine)
    {
        _host.OpenMachine = (root, _) => Fixture.Open(root);

        Assert.Equal(ExitCode.Done, CliProgram.Run(["job", "1", "--threads", "--root", machine], _host.Host));

        Assert.Matches(@"^1 process of systemd, 1 thread\n", _host.Output);
    }

    [Fact]
    public void Two_jobs_on_one_node_are_told_apart_and_each_is_said_to_be_in_the_way_of_the_other()
    {
        _host.OpenMachine = (root, _) => Fixture.Open(root);

        Assert.Equal(ExitCode.Done, CliProgram.Run(["job", "--root", FixtureMachines.TwoJobs], _host.Host));

        string[] lines = _host.Output.Split('\n');
        Assert.Equal(["24 ranks of job 4711", "24 ranks of job 4712"], lines.Where(line => line.Contains(" of job ", StringComparison.Ordinal)));
        Assert.Equal(2, lines.Count(line =>
            line == "CPUs 0-23 are crowded: 2 tasks on each may run on no other CPU, 1 of them not of this job."));
        Assert.Contains(lines, line => line.StartsWith("node017    0       1 4010 R   0 0        lmp     [B/./.", StringComparison.Ordinal));
    }

    [Fact]
    public void A_captured_machine_has_its_ranks_where_its_last_reading_has_the_environments()
    {
        using TempTree tree = CapturedMachine.Of(2).WithProcess(60, parent: 50, "0").WithProcess(61, parent: 50, "1").WithProcess(50, parent: 1, "0-1")
            .With("proc/60/environ", "PMI_RANK=1\0").With("proc/61/environ", "PMI_RANK=0\0");
        _host.OpenMachine = Machine.Open;

        Assert.Equal(ExitCode.Done, CliProgram.Run(["job", "--root", tree.Root], _host.Host));

        Assert.Matches("(?s)2 ranks of worker 50\n.* 0 +1 +61 .* 1 +1 +60 ", _host.Output);
    }

    private int Print(Snapshot snapshot, string words = "") => JobCommand.Print(
        snapshot, ownPid: null, isLive: true, CliProgram.Parse(["job", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), _host.Host);
}
