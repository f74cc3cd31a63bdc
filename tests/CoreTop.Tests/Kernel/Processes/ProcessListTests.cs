using CoreTop.Kernel.Files;
using CoreTop.Kernel.Processes;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class ProcessListTests : IDisposable
{
    private const int Sleepers = 200;

    private readonly TempTree _tree = new();
    private readonly LiveTree _source;
    private readonly KernelFiles _files;
    private readonly Alive _alive = new();
    private readonly ProcessList _list;
    private readonly List<ReadProblem> _problems = [];

    public ProcessListTests()
    {
        _source = new LiveTree(_tree.Root);
        _files = new KernelFiles(_source);
        _list = new ProcessList(_files, _alive);
        foreach (int pid in Enumerable.Range(1, Sleepers))
        {
            Start(pid);
        }

        Update(forks: 100, last: 1000);
        _source.Listed.Clear();
    }

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void What_was_started_is_found_without_a_list()
    {
        Start(1003);

        Assert.Equal([.. Enumerable.Range(1, Sleepers), 1003], Update(forks: 103, last: 1004));
        Assert.Empty(_source.Listed);
    }

    [Fact]
    public void One_that_had_its_number_before_it_could_be_found_is_found_the_next_time()
    {
        Update(forks: 103, last: 1004);
        Start(1003);

        Assert.Contains(1003, Update(forks: 104, last: 1005));
        Assert.Single(Update(forks: 105, last: 1006), 1003);
    }

    [Fact]
    public void One_that_ended_is_not_listed_the_next_time_and_nothing_is_listed_for_it()
    {
        int ended = _list.Pids[4];
        _list.MarkEnded(4);

        Assert.DoesNotContain(ended, Update(forks: 100, last: 1000));
        Assert.Equal(Sleepers - 1, _list.Pids.Length);
        Assert.Empty(_source.Listed);
    }

    [Fact]
    public void All_are_listed_when_numbers_begin_again_from_the_start()
    {
        Start(310);

        Assert.Contains(310, Update(forks: 200, last: 311));
        Assert.Single(_source.Listed);
    }

    [Fact]
    public void All_are_listed_when_numbers_have_gone_round_since_past_the_one_that_was_last()
    {
        Start(310);

        Assert.Contains(310, Update(forks: 32_900, last: 1010));
        Assert.Single(_source.Listed);
    }

    [Fact]
    public void All_are_listed_every_ten_seconds_for_one_with_a_number_of_somebodys_choice()
    {
        Start(700);
        Assert.DoesNotContain(700, Update(forks: 101, last: 1000, at: 5));

        Assert.Contains(700, Update(forks: 101, last: 1000, at: 11));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0)]
    public void Where_the_last_number_is_not_known_a_fork_makes_a_list(int? last)
    {
        Start(1003);

        Assert.Contains(1003, Update(forks: 103, last));
        Assert.Single(_source.Listed);
    }

    [Fact]
    public void Where_the_last_number_is_not_the_kernels_and_processes_are_missed_a_fork_makes_a_list_again()
    {
        foreach (int pid in Enumerable.Range(300, 4))
        {
            Start(pid);
        }

        Assert.DoesNotContain(300, Update(forks: 104, last: 1001));
        Assert.Contains(300, Update(forks: 104, last: 1001, at: 11));
        Start(400);

        Assert.Contains(400, Update(forks: 105, last: 1002, at: 12));
    }

    [Fact]
    public void Where_clocks_do_not_answer_a_fork_makes_a_list()
    {
        _alive.Pids.Clear();
        Update(forks: 101, last: 1001, at: 11);
        _tree.With("proc/1002/stat", string.Empty);

        Assert.Contains(1002, Update(forks: 102, last: 1002, at: 12));
    }

    private void Start(int pid)
    {
        _tree.With($"proc/{pid}/stat", string.Empty);
        _alive.Pids.Add(pid);
    }

    private int[] Update(ulong forks, int? last, int at = 1)
    {
        _tree.With("proc/loadavg", last is null ? "1.00 1.00 1.00 4/200" : $"1.00 1.00 1.00 4/200 {last}");
        _list.Update(forks, threads: 0, TimeSpan.FromSeconds(at), _problems);
        Assert.Empty(_problems);
        return [.. _list.Pids.ToArray().Order()];
    }

    private sealed class Alive : IProcessClocks
    {
        public HashSet<int> Pids { get; } = [];

        public bool TryRead(int pid, out long nanoseconds)
        {
            nanoseconds = 1;
            return Pids.Contains(pid);
        }
    }
}
