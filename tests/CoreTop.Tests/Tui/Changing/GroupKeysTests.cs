using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Settings;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Changing;

/// <summary>Keys that act on a task act on all processes of a group, and say first how many they are.</summary>
public sealed class GroupKeysTests : IDisposable
{
    private static readonly CpuSet Narrow = CpuSet.Of(0);
    private readonly FakeMachine _machine = new(cpus: 8);

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void The_processes_of_a_group_go_to_idle_cpus_of_their_own_and_come_back_together()
    {
        using TestScreen screen = Open(ConfirmMode.Never);

        screen.Press("i");
        Assert.Equal(3, Masks().Distinct().Count());
        Assert.All(Masks(), cpus => Assert.Single(cpus));
        Assert.Equal(Narrow, _machine.Affinity(20));

        screen.Press("z");
        Assert.All(Masks(), cpus => Assert.Equal(Narrow, cpus));
    }

    [Fact]
    public void The_size_of_the_group_is_named_before_each_change_by_a_single_key()
    {
        using TestScreen screen = Open(ConfirmMode.First);

        screen.Press("r");
        Assert.StartsWith("Release 3 processes of python train.py: 0 → 0-7?", screen.MessageLine, StringComparison.Ordinal);
        Assert.Empty(_machine.Writes);
        screen.Press("r");
        Assert.All(Masks(), cpus => Assert.Equal(8, cpus.Count));
        Assert.Equal(Narrow, _machine.Affinity(20));

        screen.Press("i");
        Assert.StartsWith("Send 3 processes of python train.py", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("Esc");
        Assert.All(Masks(), cpus => Assert.Equal(8, cpus.Count));
    }

    [Fact]
    public void Where_there_are_too_few_idle_cpus_it_is_said_before_how_many_go_and_how_many_stay()
    {
        using TestScreen screen = Open(ConfirmMode.First, busyFrom: 3);

        screen.Press("i");
        Assert.StartsWith(
            "Send 2 of 3 processes of python train.py (the other one stays as it is): 0 → 1-2, one each?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("i");

        Assert.Equal(2, _machine.Writes.Select(write => write.Tid).Distinct().Count());
    }

    [Fact]
    public void Those_that_have_what_is_wanted_are_not_counted_among_those_that_are_changed()
    {
        using TestScreen screen = Open(ConfirmMode.First, released: 11);

        screen.Press("r");
        Assert.StartsWith(
            "Release 2 of 3 processes of python train.py (the other one stays as it is): 0 → 0-7?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("r");

        Assert.Equal([10, 12], _machine.Writes.Select(write => write.Tid).Distinct().Order());
    }

    [Fact]
    public void Where_those_that_move_have_several_masks_that_is_said()
    {
        using TestScreen screen = Open(ConfirmMode.First, released: 11);

        screen.Press("i");

        Assert.StartsWith("Send 3 processes of python train.py: different CPUs → ", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Those_that_have_the_nice_value_are_not_counted_either()
    {
        using TestScreen screen = Open(ConfirmMode.First);
        _machine.Tasks.Nice[11] = 19;

        screen.Press("F8");

        Assert.StartsWith("2 of 3 processes of python train.py (the other one stays as it is): nice 0 → 1?", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_those_that_the_filter_shows_are_acted_on()
    {
        using TestScreen screen = Open(ConfirmMode.First);
        screen.Press("F4");
        screen.Type("pid>=11");
        screen.Press("Enter", "Home", "r");
        Assert.StartsWith("Release 2 processes of python train.py", screen.MessageLine, StringComparison.Ordinal);

        screen.Press("r");

        Assert.Equal([11, 12], _machine.Writes.Select(write => write.Tid).Distinct().Order());
    }

    [Fact]
    public void Tagged_processes_go_before_the_group_under_the_cursor_and_those_of_a_folded_group_are_not_hidden()
    {
        using TestScreen screen = Open(ConfirmMode.First);

        screen.Press("Space", "Home", "r");

        Assert.StartsWith("Release 3 tagged: 0 → 0-7?", screen.MessageLine, StringComparison.Ordinal);
    }

    [Fact]
    public void The_affinity_editor_names_the_group_and_sets_all_of_it()
    {
        using TestScreen screen = Open(ConfirmMode.Never);

        screen.Press("a");
        Assert.Contains("Affinity of 3 processes of python train.py   scope: all threads   3 processes, 3 threads", screen.Text, StringComparison.Ordinal);
        screen.Press("s");
        Assert.Contains("3 processes of python train.py and their descendants", screen.Text, StringComparison.Ordinal);
        screen.Press("s", "s", ":");
        screen.Type("4-5");
        screen.Press("Enter", "Enter");

        Assert.All(Masks(), cpus => Assert.Equal("4-5", cpus.ToString()));
    }

    [Fact]
    public void A_signal_goes_to_every_process_of_the_group_and_kill_is_asked_about()
    {
        using TestScreen screen = Open(ConfirmMode.First);

        screen.Press("F9");
        Assert.Contains("Send to 3 processes of python train.py", screen.Text, StringComparison.Ordinal);
        screen.Type("kill");
        screen.Press("Enter");
        Assert.StartsWith("Send KILL to 3 processes of python train.py. Proceed?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("y");

        Assert.Equal([10, 11, 12], _machine.Tasks.Sent.Select(sent => sent.Pid).Order());
    }

    [Theory]
    [InlineData("n", "Nice of 3 processes of python train.py:")]
    [InlineData("O", "I/O priority of 3 processes of python train.py")]
    [InlineData("Y", "Policy of 3 processes of python train.py")]
    public void Menus_and_prompts_name_the_group(string key, string text)
    {
        using TestScreen screen = Open(ConfirmMode.First);

        screen.Press(key);

        Assert.Contains(text, screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_nice_value_is_stepped_for_all_of_the_group_after_its_size_is_named()
    {
        using TestScreen screen = Open(ConfirmMode.First);

        screen.Press("F8");
        Assert.StartsWith("3 processes of python train.py: nice 0 → 1?", screen.MessageLine, StringComparison.Ordinal);
        screen.Press("F8");
        Assert.Equal([10, 11, 12], _machine.Tasks.Nice.Where(nice => nice.Value == 1).Select(nice => nice.Key).Order());

        screen.Press("F8");
        Assert.NotNull(screen.Main.Prompt);
    }

    [Fact]
    public void A_group_of_kernel_threads_is_left_alone()
    {
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(8), _ => 0, Kernel(5, "kworker/0:0"), Kernel(6, "kworker/1:0")), editor: _machine.Editor());

        screen.Press("g", "K", "K", "r");

        Assert.Equal(
            "kworker/0:0 5 is a kernel thread that the kernel has bound to its CPUs: it cannot be moved. 1 more of the kind are left alone.",
            screen.Message);
        Assert.Empty(_machine.Writes);
    }

    private CpuSet[] Masks() => [.. new[] { 10, 11, 12 }.Select(_machine.Affinity)];

    private static ProcessLoad Kernel(int pid, string name) => AnySnapshot.Process(
        pid, name, "root", uid: 0, run: 0.2, affinity: Narrow, mobility: TaskMobility.KernelBound, commandLine: string.Empty);

    private ProcessLoad Hungry(int pid, string command, int? released = null)
    {
        CpuSet affinity = pid == released ? CpuSet.Range(0, 7) : Narrow;
        _machine.Start(pid, affinity: affinity);
        return AnySnapshot.Process(pid, "python", run: 0.3, wait: 0.7, affinity: affinity, limit: CpuSet.Range(0, 7), commandLine: command);
    }

    private TestScreen Open(ConfirmMode confirm, int busyFrom = 8, int? released = null)
    {
        var screen = new TestScreen(
            AnySnapshot.Of(
                AnyTopology.Of(8), cpu => cpu.Number >= 1 && cpu.Number < busyFrom ? 0 : 1,
                Hungry(10, "python train.py"), Hungry(11, "python train.py", released), Hungry(12, "python train.py"), Hungry(20, "python serve.py")),
            editor: _machine.Editor(),
            tasks: _machine.TaskEditor(),
            confirm: confirm);
        screen.Press("g", "Home");
        return screen;
    }
}
