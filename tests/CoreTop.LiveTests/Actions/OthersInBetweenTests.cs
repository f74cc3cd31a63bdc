using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Actions;

/// <summary>Threads that are born and end, and masks that others set, while the program changes affinities.</summary>
public sealed class OthersInBetweenTests : IDisposable
{
    private readonly PidNamespace _space = new();

    public void Dispose() => _space.Dispose();

    [Fact]
    public void Where_threads_are_born_and_end_all_the_while_each_has_the_new_mask_or_is_named()
    {
        using var load = new Load();
        int pid = _space.Start($"{load.Build("spawner")} 600");
        Wait.Until(() => Masks(pid).Length > 3, "threads to be spawned");

        for (int i = 0; i < 3; i++)
        {
            string wanted = i % 2 == 0 ? "1" : "2";
            AssertChanged(pid, wanted, _space.Run("pin", Text(pid), "--cpus", i % 2 == 0 ? "0" : "1"));
        }

        AssertChanged(pid, "3", _space.Run("undo", "--all"));
    }

    [Fact]
    public void What_another_program_set_since_is_said_and_not_written_over_by_undo()
    {
        int pid = _space.Start("sleep 600");
        Assert.Equal(0, _space.Run("pin", Text(pid), "--cpus", "0").Code);
        _space.Ask($"taskset -cp 1 {pid}");

        for (int time = 0; time < 2; time++)
        {
            (int code, string text) = _space.Run("undo");

            Assert.Equal(1, code);
            Assert.Contains("was changed since by somebody else", text, StringComparison.Ordinal);
            Assert.Equal("2", _space.Mask(pid));
        }
    }

    [Fact]
    public void A_mask_that_was_set_while_the_editor_was_open_is_told_and_comes_back_on_undo()
    {
        int pid = _space.Start("sleep 600");
        using var screen = new TmuxSession(width: 120);
        screen.Run($"clear; {_space.Enter} {BuiltProgram.Command} -p {pid} -d 60");
        screen.WaitFor("all ");
        screen.Press("a");
        screen.WaitFor("Affinity of sleep");
        screen.Type(":0");
        screen.Press("Enter");
        screen.WaitFor("0, 1 CPU");
        _space.Ask($"taskset -cp 1 {pid}");

        screen.Press("Enter");

        screen.WaitFor($"sleep {pid}: moved from CPU 1 to CPU 0.");
        Assert.Equal("1", _space.Mask(pid));
        screen.Press("z");
        screen.WaitFor($"sleep {pid} has CPU 1 again");
        Assert.Equal("2", _space.Mask(pid));
    }

    [Fact]
    public void A_program_that_sets_its_mask_anew_is_told_to_do_so()
    {
        using var load = new Load();
        int pid = _space.Start($"{load.Build("repin")} 600 0");
        Wait.Until(() => _space.Mask(pid) == "1", "it to pin itself");

        // What it does between two of its own writes must be visible, so it is looked at again.
        Wait.Until(
            () =>
            {
                _space.Run("pin", Text(pid), "--cpus", "1");
                return _space.Mask(pid) == "1";
            },
            "it to pin itself again");
        (_, string text) = _space.Run("undo");

        Assert.Matches("had its former CPUs already|was changed since by somebody else|nothing to undo", text);
        Assert.Equal("1", _space.Mask(pid));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private void AssertChanged(int pid, string wanted, (int Code, string Text) answer)
    {
        if (answer.Text.Contains("some threads may still differ", StringComparison.Ordinal)
            || answer.Text.Contains("may have been missed", StringComparison.Ordinal))
        {
            // It says that it could not keep up.
            return;
        }

        // Undo names those that ended since, and says so with its exit code.
        Assert.True(answer.Code is 0 or 4, answer.Text);
        int seen = 0;
        for (int look = 0; look < 20; look++)
        {
            string[] masks = Masks(pid);
            seen += masks.Length;
            Assert.DoesNotContain(masks, mask => mask != wanted);
        }

        Assert.True(seen > 20, "Threads were looked at.");
    }

    // Threads that end between the listing and the asking are left out.
    private string[] Masks(int pid) =>
    [
        .. _space.Ask($"taskset -ap {pid} 2> /dev/null || true").Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .Select(line => line[(line.LastIndexOf(' ') + 1)..]),
    ];
}
