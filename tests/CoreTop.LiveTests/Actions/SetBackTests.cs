using System.Globalization;
using CoreTop.LiveTests.Faults;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Actions;

/// <summary>What the kernel accepts and is not so afterwards: a call that is swallowed, a program that sets its mask back.</summary>
public sealed class SetBackTests
{
    [Theory]
    [InlineData("pin {0} --cpus 0", "0,1")]
    [InlineData("release {0}", "0")]
    [InlineData("undo", "0")]
    public void A_call_that_a_tracer_swallows_is_not_in_effect(string words, string has)
    {
        using var program = new FaultyProgram();
        using ChildProcess child = ChildProcess.Sleep();
        Tool.Output("taskset", "-cp", "0,1", Text(child.Pid));
        if (words == "undo")
        {
            Assert.Equal(0, program.Run($"pin {child.Pid} --cpus 0").Code);
        }

        Tool.Output("taskset", "-cp", has, Text(child.Pid));
        words = string.Format(CultureInfo.InvariantCulture, words, child.Pid);

        (int code, string output, string errors) = program.RunWithFault(words, "sched_setaffinity", "retval=0", "1+");

        Assert.Equal(4, code);
        Assert.Contains("accepted, and not in effect: it still has CPU", errors, StringComparison.Ordinal);
        Assert.Contains("which traces this program, answers sched_setaffinity in the kernel's place", errors, StringComparison.Ordinal);
        Assert.DoesNotContain("already", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1_000)]
    [InlineData(10_000)]
    [InlineData(100_000)]
    public void A_program_that_sets_its_mask_all_the_while_is_never_said_to_be_moved(int microseconds)
    {
        using var program = new FaultyProgram();
        using var load = new Load();
        using ChildProcess child = ChildProcess.Run(load.Build("set-mask"), "1", Text(microseconds));
        int pid = int.Parse(child.ReadLine()!, CultureInfo.InvariantCulture);

        for (int time = 0; time < 5; time++)
        {
            (int code, string output, string errors) = program.Run($"pin {pid} --cpus 0");

            Assert.True(code == 4, $"{code}: {output}{errors}");
            Assert.Matches("accepted, and not in effect: its own process or another program sets it back to CPU 1|some threads may still differ", errors);
        }
    }

    [Fact]
    public void What_another_program_sets_back_is_said_to_be_another_programs_when_the_process_slept()
    {
        using var program = new FaultyProgram();
        using var load = new Load();
        using ChildProcess sleeper = ChildProcess.Sleep();
        using ChildProcess other = ChildProcess.Run(load.Build("set-mask"), "1", "20000", Text(sleeper.Pid));
        _ = other.ReadLine();

        (int code, _, string errors) = program.Run($"pin {sleeper.Pid} --cpus 0");

        Assert.Equal(4, code);
        Assert.Contains("accepted, and not in effect: another program sets it back to CPU 1", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_deadline_task_has_all_its_CPUs_and_is_not_narrowed()
    {
        Tool.Require("chrt");
        using var program = new FaultyProgram();
        using ChildProcess child = ChildProcess.Sleep();
        string answer = Tool.Output(
            "chrt", "-d", "--sched-runtime", "5000000", "--sched-deadline", "10000000", "--sched-period", "10000000", "-p", "0", Text(child.Pid));
        Assert.SkipUnless(
            Tool.Output("chrt", "-p", Text(child.Pid)).Contains("SCHED_DEADLINE", StringComparison.Ordinal), $"no SCHED_DEADLINE here: {answer}");

        Assert.Equal((0, $"sleep {child.Pid}: has all CPUs it may use already.\n"), Said(program.Run($"release {child.Pid}")));
        (int code, _, string errors) = program.Run($"pin {child.Pid} --cpus 0");

        Assert.Equal(1, code);
        Assert.Contains("refused (EBUSY): a SCHED_DEADLINE task must keep every CPU of its root domain", errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tree_of_PID_1_leaves_this_program_out_and_counts_zombies()
    {
        using var space = new PidNamespace();
        space.Start("sleep 60");
        space.Start("python3 -c 'import os,time; [os.fork() or os._exit(0) for _ in range(12)]; time.sleep(60)'");
        Wait.Until(() => space.Ask("cat /proc/[0-9]*/stat 2> /dev/null | grep -c ') Z ' || true") == "12", "twelve zombies");

        // It is started from in there, and so is in the tree; without a folder for a journal it leaves none behind.
        string text = space.Ask(
            $"env -u HOME -u XDG_STATE_HOME {BuiltProgram.Command} pin 1 --scope tree --cpus 0 --without-undo 2>&1");

        Assert.Contains("12 zombies left out: they have ended.", text, StringComparison.Ordinal);
        Assert.Contains("left out, as it is this program itself.", text, StringComparison.Ordinal);
        Assert.DoesNotContain(": has ended", text, StringComparison.Ordinal);
    }

    private static (int Code, string Output) Said((int Code, string Output, string Errors) answer) => (answer.Code, answer.Output);

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
