using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Actions;

/// <summary>Numbers that the kernel gave to somebody else between what the user saw and what the user asked for.</summary>
public sealed class ReusedNumberTests : IDisposable
{
    private const string Meant = "sleep 600";
    private const string Stranger = "tail -f /dev/null";

    private readonly PidNamespace _space = new();

    public void Dispose() => _space.Dispose();

    [Fact]
    public void The_affinity_editor_leaves_a_stranger_alone()
    {
        int pid = _space.Start(Meant);
        using TmuxSession screen = Open($"-p {pid}");
        screen.Press("a");
        screen.WaitFor("Affinity of sleep");
        screen.Type(":0");
        screen.Press("Enter");
        screen.WaitFor("0, 1 CPU");
        _space.Replace(pid, Stranger);
        string before = Facts(pid);

        screen.Press("Enter");

        screen.WaitFor($"sleep {pid}: has ended, and its number now belongs to tail.");
        Assert.Equal(before, Facts(pid));
    }

    [Theory]
    [InlineData("]")]
    [InlineData("F8")]
    [InlineData("}")]
    public void A_nice_value_is_not_a_strangers(string key)
    {
        int pid = _space.Start(Meant);
        using TmuxSession screen = Open($"-p {pid}");
        _space.Replace(pid, Stranger);
        string before = Facts(pid);

        screen.Press(key);

        screen.WaitFor($"sleep {pid}: has ended, and its number now belongs to tail.");
        Assert.Equal(before, Facts(pid));
    }

    [Theory]
    [InlineData("F9", "Send to sleep", "Enter")]
    [InlineData("O", "I/O priority of sleep", "Down", "Enter")]
    [InlineData("Y", "Policy of sleep", "Down", "Enter")]
    public void What_is_picked_in_a_menu_does_not_reach_a_stranger(string key, string menu, params string[] answer)
    {
        int pid = _space.Start(Meant);
        using TmuxSession screen = Open($"-p {pid}");
        screen.Press(key);
        screen.WaitFor(menu);
        _space.Replace(pid, Stranger);
        string before = Facts(pid);

        screen.Press(answer);

        screen.WaitFor($"sleep {pid}: has ended, and its number now belongs to tail.");
        Assert.Equal(before, Facts(pid));
    }

    [Fact]
    public void Undo_by_another_run_leaves_a_stranger_alone()
    {
        int pid = _space.Start(Meant);
        (int code, string text) = _space.Run("pin", Text(pid), "--cpus", "0");
        Assert.True(code == 0, text);
        _space.Replace(pid, Stranger);
        string before = Facts(pid);

        (code, text) = _space.Run("undo");

        Assert.Equal(1, code);
        Assert.Contains($"sleep {pid}: has ended, and its number now belongs to tail", text, StringComparison.Ordinal);
        Assert.Equal(before, Facts(pid));
        Assert.Contains("nothing to undo", _space.Run("undo").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_leaves_a_thread_alone_that_got_the_number_of_one_before()
    {
        using var load = new Load();
        (int pid, int tid) = StartHeir(load);
        Assert.Equal(0, _space.Run("pin", Text(tid), "--scope", "thread", "--cpus", "0").Code);
        Assert.Equal("1", _space.Mask(tid));
        LetInherit(pid, tid);
        string before = _space.Mask(tid);

        (int code, string text) = _space.Run("undo");

        Assert.Equal(1, code);
        Assert.Contains($"heir {tid}: has ended, and its number now belongs to heir", text, StringComparison.Ordinal);
        Assert.Equal(before, _space.Mask(tid));
    }

    [Fact]
    public void A_thread_that_got_the_number_of_the_one_seen_is_not_reniced()
    {
        using var load = new Load();
        (int pid, int tid) = StartHeir(load);
        using TmuxSession screen = Open($"-H -p {pid}");
        screen.Press("End");
        LetInherit(pid, tid);

        screen.Press("]");

        screen.WaitFor($"heir {tid}: has ended, and its number now belongs to heir.");
        Assert.Equal("0", _space.Ask($"cut -d ' ' -f 19 /proc/{pid}/task/{tid}/stat"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    // Paused, so that what is seen is what was.
    private TmuxSession Open(string options)
    {
        var screen = new TmuxSession(width: 120);
        screen.Run($"clear; {_space.Enter} {BuiltProgram.Command} {options}");
        screen.WaitFor("all ");
        screen.Press("Z");
        screen.WaitFor("Paused");
        return screen;
    }

    // All that could be done to it: it lives, with that start time, mask, nice value, I/O priority and policy.
    private string Facts(int pid) => string.Join('\n',
        _space.StartTicks(pid), _space.Ask($"cut -d ' ' -f 3 /proc/{pid}/stat") is "Z" or "X" ? "has ended" : "lives",
        _space.Mask(pid), _space.Ask($"cut -d ' ' -f 18,19,40,41 /proc/{pid}/stat"), _space.Ask($"ionice -p {pid}"));

    private (int Pid, int Tid) StartHeir(Load load)
    {
        int pid = _space.Start($"{load.Build("heir")} 600");
        Wait.Until(() => Tids(pid).Length == 2, "a second thread");
        return (pid, Tids(pid).Max());
    }

    private int[] Tids(int pid) =>
        [.. _space.Ask($"ls /proc/{pid}/task").Split('\n').Select(tid => int.Parse(tid, CultureInfo.InvariantCulture))];

    private void LetInherit(int pid, int tid)
    {
        ulong before = _space.StartTicks(tid);
        _space.Ask($"kill -USR1 {pid}");
        Wait.Until(
            () => ulong.TryParse(
                _space.Ask($"cut -d ' ' -f 22 /proc/{pid}/task/{tid}/stat 2> /dev/null || true"), CultureInfo.InvariantCulture, out ulong now) && now > before,
            "a thread to get the number of another");
    }
}
