using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class KernelThreadsTests : IDisposable
{
    private static readonly ProcessLoad Program = AnySnapshot.Process(10, "solve");
    private static readonly ProcessLoad Idle = Kernel(20, "kworker/0:1");
    private static readonly ProcessLoad Confined = Kernel(21, "kconfined");
    private static readonly ProcessLoad Busy = Kernel(22, "kswapd0", run: 0.4);

    private readonly TestScreen _screen = new(null);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void They_are_hidden_at_first_and_counted_in_the_header_and_K_shows_them()
    {
        Show(Program, Idle, Confined);
        Assert.Equal([10], Pids());
        Assert.StartsWith(" Tasks 1 + 2 kernel, ", _screen.Lines[1], StringComparison.Ordinal);

        _screen.Press("K");
        Assert.Equal([10, 20, 21], Pids());
        Assert.StartsWith(" Tasks 3, ", _screen.Lines[1], StringComparison.Ordinal);
        Assert.Equal("Kernel threads are shown.", _screen.Message);

        _screen.Press("K");
        Assert.Equal([10], Pids());
    }

    [Fact]
    public void One_that_may_be_what_is_wrong_is_shown()
    {
        Snapshot snapshot = Of(Program, Idle, Confined, Busy);
        _screen.Show(snapshot, AnyDiagnosis.Of(AnyDiagnosis.Finding("It takes turns.", tasks: AnyDiagnosis.Task(21))));

        Assert.Equal([10, 21, 22], Pids());
    }

    [Fact]
    public void One_that_was_asked_for_is_shown()
    {
        Show(Program, Idle, Confined with { Run = 0.01 });
        _screen.Main.Use(_screen.Main.Settings with { List = _screen.Main.List with { Pids = [20] } });
        Assert.Equal([20], Pids());

        _screen.Main.Use(_screen.Main.Settings with { List = _screen.Main.List with { Pids = null, LastCpu = new(0) } });
        Assert.Equal([10, 21], Pids());
    }

    [Fact]
    public void A_filter_or_a_search_that_only_they_match_says_which_key_shows_them()
    {
        Show(Program, Idle, Confined);
        _screen.Press("/");
        _screen.Type("kw");
        Assert.Equal("No task has \"kw\". 1 hidden kernel thread has it: K shows them.", _screen.Message);
        _screen.Press("Esc", "F4");
        _screen.Type("kw");
        _screen.Press("Enter");

        Assert.Contains(_screen.Lines, line => line == " Only 1 kernel thread would be here, which is hidden: K shows them.");
    }

    [Fact]
    public void In_the_tree_a_busy_one_stands_at_the_top_level()
    {
        Show(Program, Kernel(2, "kthreadd"), Busy with { Whole = Busy.Whole with { ParentPid = 2 } });
        _screen.Press("t");

        Assert.Equal([10, 22], Pids());
    }

    private static ProcessLoad Kernel(int pid, string name, double run = 0) =>
        AnySnapshot.Process(pid, name, user: "root", uid: 0, parent: 0, run: run, commandLine: string.Empty, mobility: TaskMobility.KernelThread);

    private static Snapshot Of(params ProcessLoad[] processes) => AnySnapshot.Of(AnyTopology.Of(4), _ => 0, processes) with
    {
        Tasks = new TaskCounts(processes.Length, 0, processes.Length, 0, 0)
        {
            KernelThreads = processes.Count(process => process.IsKernelThread),
        },
    };

    private void Show(params ProcessLoad[] processes) => _screen.Show(Of(processes));

    private IEnumerable<int> Pids() => _screen.Main.Rows.Select(row => row.Task.Pid).Order();
}
