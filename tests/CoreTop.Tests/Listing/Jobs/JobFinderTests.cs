using CoreTop.Listing.Jobs;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Jobs;

public sealed class JobFinderTests
{
    [Theory]
    [InlineData(50)]
    [InlineData(60)]
    [InlineData(63)]
    public void A_launcher_and_each_of_its_ranks_stand_for_all_ranks_in_their_order(int pid)
    {
        TaskJob job = JobOf(AnyJob.FourRanks(), pid);

        Assert.Equal([60, 61, 62, 63], Pids(job));
        Assert.Equal((null, 50, "mpirun 50", true), (job.Job, job.Launcher?.Pid, job.Name, job.HasRanks));
    }

    [Theory]
    [InlineData(40)]
    [InlineData(50)]
    [InlineData(62)]
    public void Processes_of_a_batch_job_belong_together(int pid)
    {
        TaskJob job = JobOf(AnyJob.FourRanks("4711"), pid);

        Assert.Equal([60, 61, 62, 63], Pids(job).Intersect([60, 61, 62, 63]));
        Assert.DoesNotContain(50, Pids(job));
        Assert.Equal(("4711", "job 4711"), (job.Job, job.Name));
    }

    [Fact]
    public void A_shell_that_each_rank_is_wrapped_in_is_left_out()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(2), _ => 0,
            AnySnapshot.Process(50, "hydra_pmi_proxy"),
            AnySnapshot.Process(60, "bash", parent: 50).With(rank: 0), AnySnapshot.Process(61, "bash", parent: 50).With(rank: 1),
            AnySnapshot.Process(70, "solver", parent: 60).With(rank: 0), AnySnapshot.Process(71, "solver", parent: 61).With(rank: 1));

        Assert.Equal([70, 71], Pids(JobOf(snapshot, 71)));
        Assert.Equal([70, 71], Pids(JobOf(snapshot, 50)));
    }

    [Fact]
    public void Workers_of_one_program_that_one_parent_started_belong_together_with_their_own_children()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(2), _ => 0,
            AnySnapshot.Process(40, "make-jobs"),
            AnySnapshot.Process(50, "python", parent: 40), AnySnapshot.Process(51, "python", parent: 40), AnySnapshot.Process(52, "python", parent: 51),
            AnySnapshot.Process(53, "gzip", parent: 51), AnySnapshot.Process(54, "python", parent: 1));

        Assert.Equal([50, 51, 52], Pids(JobOf(snapshot, 50)));
        Assert.Equal([50, 51, 52], Pids(JobOf(snapshot, 52)));
        Assert.Equal([54], Pids(JobOf(snapshot, 54)));
        Assert.Equal("python", JobOf(snapshot, 50).Name);
    }

    [Theory]
    [InlineData("timeout", "timeout 60 burn19", "timeout 61 burn19")]
    [InlineData("sh", "sh -c burn19 1; true", "sh -c burn19 2; true")]
    [InlineData("bash", "bash run.sh 1", "bash run.sh 2")]
    public void Workers_with_a_wrapper_each_are_one_job(string wrapper, string first, string second)
    {
        Snapshot snapshot = Wrapped(wrapper, first, second);

        Assert.Equal([60, 61, 62], Pids(JobOf(snapshot, 60)));
        Assert.Equal([60, 61, 62], Pids(JobOf(snapshot, 62)));
    }

    [Theory]
    [InlineData("bash", "bash", "bash")]
    [InlineData("bash", "-bash", "-bash")]
    [InlineData("bash", "bash -i", "bash -i")]
    [InlineData("sh", "sh a.sh", "sh b.sh")]
    [InlineData("tmux: server", "tmux", "tmux")]
    public void What_shells_of_people_and_other_scripts_start_is_not(string wrapper, string first, string second)
    {
        Snapshot snapshot = Wrapped(wrapper, first, second);

        Assert.Equal([60], Pids(JobOf(snapshot, 60)));
    }

    [Fact]
    public void Wrappers_of_different_sessions_are_not_one_job()
    {
        Snapshot snapshot = Wrapped("timeout", "timeout 60 burn19", "timeout 60 burn19", session: pid => 40 + (pid % 2));

        Assert.Equal([60, 62], Pids(JobOf(snapshot, 60)));
    }

    [Fact]
    public void A_wrapper_that_starts_several_is_the_parent_that_counts()
    {
        Snapshot snapshot = Wrapped("timeout", "timeout 60 run", "timeout 60 run");
        snapshot = snapshot with { Processes = [.. snapshot.Processes, InSession(AnySnapshot.Process(70, "burn19", parent: 50), 40)] };

        Assert.Equal([60, 70], Pids(JobOf(snapshot, 60)));
        Assert.Equal([61, 62], Pids(JobOf(snapshot, 61)));
    }

    [Fact]
    public void A_shell_stands_for_what_it_started()
    {
        Snapshot snapshot = AnySnapshot.Founding();
        ProcessLoad[] moved =
        [
            AnySnapshot.Process(2950, "bash", parent: 1),
            .. snapshot.Processes.Select(process => process.Name == "python" ? process with { Whole = process.Whole with { ParentPid = 2950 } } : process),
        ];

        Assert.Equal(36, JobOf(snapshot with { Processes = [.. moved] }, 2950).Processes.Length);
    }

    [Fact]
    public void All_jobs_are_those_of_batch_systems_by_their_numbers_and_then_launchers()
    {
        Snapshot snapshot = AnyJob.FourRanks();
        Snapshot more = snapshot with
        {
            Processes =
            [
                .. snapshot.Processes,
                AnySnapshot.Process(80, "bwa").With(job: "10"), AnySnapshot.Process(81, "bwa").With(job: "9"), AnySnapshot.Process(82, "bwa").With(job: "10"),
            ],
        };

        TaskJob[] jobs = [.. new JobFinder(more, ownPid: null).All()];

        Assert.Equal(["job 9", "job 10", "mpirun 50"], jobs.Select(job => job.Name));
        Assert.Equal([80, 82], Pids(jobs[1]));
    }

    [Fact]
    public void No_job_is_lost_to_another_whose_number_counts_the_same()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(2), _ => 0, AnySnapshot.Process(40, "bwa").With(job: "007"), AnySnapshot.Process(41, "bwa").With(job: "7"));

        TaskJob[] jobs = [.. new JobFinder(snapshot, ownPid: null).All()];

        Assert.Equal([40, 41], jobs.SelectMany(Pids));
    }

    [Fact]
    public void Zombies_kernel_threads_and_this_program_belong_to_no_job()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(2), _ => 0,
            AnySnapshot.Process(40, "bash").With(job: "7"), AnySnapshot.Process(41, "coretop", parent: 40).With(job: "7"),
            AnySnapshot.Process(42, "gone", parent: 40).With(job: "7").WithFacts(facts => facts with { State = TaskState.Zombie }));

        Assert.Empty(new JobFinder(snapshot, ownPid: 41).All());
        Assert.Equal([41], Pids(Assert.Single(new JobFinder(snapshot, ownPid: null).All())));
    }

    [Fact]
    public void Processes_that_are_each_others_parents_are_survived()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(2), _ => 0, AnySnapshot.Process(50, "a", parent: 51).With(rank: 0), AnySnapshot.Process(51, "a", parent: 50).With(rank: 1));

        Assert.Equal([50, 51], Pids(JobOf(snapshot, 50)));
        Assert.NotEmpty(new JobFinder(snapshot, ownPid: null).All());
    }

    [Fact]
    public void Threads_follow_in_the_order_of_their_numbers_and_a_process_of_one_is_its_own()
    {
        ProcessLoad[] processes =
        [
            AnySnapshot.Process(7, threads: [AnySnapshot.Thread(7, 7), AnySnapshot.Thread(12, 7), AnySnapshot.Thread(9, 7)]), AnySnapshot.Process(8),
        ];

        Assert.Equal([7, 9, 12, 8], JobFinder.Rows(processes, withThreads: true).Select(row => row.Task.Key.Tid));
        Assert.Equal([7, 8], JobFinder.Rows(processes, withThreads: false).Select(row => row.Task.Key.Tid));
    }

    // A script with three wrappers, each with one worker, all in one session unless told otherwise.
    private static Snapshot Wrapped(string wrapper, string first, string second, Func<int, int>? session = null) => AnySnapshot.Of(
        AnyTopology.Of(2), _ => 0,
        [
            .. new[]
            {
                AnySnapshot.Process(40, "start"),
                AnySnapshot.Process(50, wrapper, parent: 40, commandLine: first),
                AnySnapshot.Process(51, wrapper, parent: 40, commandLine: second),
                AnySnapshot.Process(52, wrapper, parent: 40, commandLine: second),
                AnySnapshot.Process(60, "burn19", parent: 50), AnySnapshot.Process(61, "burn19", parent: 51),
                AnySnapshot.Process(62, "burn19", parent: 52),
            }.Select(process => InSession(process, session?.Invoke(process.Pid) ?? 40)),
        ]);

    private static ProcessLoad InSession(ProcessLoad process, int session) =>
        process.WithFacts(facts => facts with { Session = new TaskSession(process.Pid, session, 0, 0) });

    private static TaskJob JobOf(Snapshot snapshot, int pid) => new JobFinder(snapshot, ownPid: null).Of(snapshot.FindProcess(pid)!);

    private static IEnumerable<int> Pids(TaskJob job) => job.Processes.Select(process => process.Pid);
}
