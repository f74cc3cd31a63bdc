using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>What columns say of a process of this machine is what ps(1) and ionice(1) say.</summary>
public sealed class ColumnsLiveTests
{
    [Theory]
    [InlineData("PPID", "ppid")]
    [InlineData("PGRP", "pgrp")]
    [InlineData("SESSION", "sid")]
    [InlineData("TTY", "tty")]
    [InlineData("TPGID", "tpgid")]
    [InlineData("UID", "uid")]
    [InlineData("RUID", "ruid")]
    [InlineData("GID", "gid")]
    [InlineData("GROUP", "group:30")]
    [InlineData("THREADS", "nlwp")]
    [InlineData("NI", "ni")]
    [InlineData("COMM", "comm")]
    [InlineData("WCHAN", "wchan:40")]
    [InlineData("MINFLT", "min_flt")]
    [InlineData("MAJFLT", "maj_flt")]
    public void A_column_says_what_ps_says(string heading, string format)
    {
        using ChildProcess child = ChildProcess.Threads(3);
        Asleep(child.Pid);

        AssertSaid(() => Tool.Output("ps", "-o", $"{format}=", "-p", $"{child.Pid}").Trim(), heading, child.Pid);
    }

    [Fact]
    public void The_policy_is_the_one_that_ps_says()
    {
        using ChildProcess child = ChildProcess.Sleep();
        Tool.Output("chrt", "--batch", "--pid", "0", $"{child.Pid}");

        Assert.Equal("B", Tool.Output("ps", "-o", "cls=", "-p", $"{child.Pid}").Trim());
        Assert.Equal("BATCH", Text("POL", child.Pid));
    }

    [Fact]
    public void The_age_is_the_one_that_ps_says()
    {
        using ChildProcess child = ChildProcess.Sleep();

        // Of one that was started at this very moment ps says an age beyond all numbers.
        Wait.Until(() => Seconds() is >= 1 and <= int.MaxValue, "ps to know its age");
        long before = Seconds(), said = Elapsed(child.Pid), after = Seconds();

        Assert.InRange(said, before, after);

        long Seconds() => long.Parse(
            Tool.Output("ps", "-o", "etimes=", "-p", $"{child.Pid}").Trim(), CultureInfo.InvariantCulture);
    }

    [Theory]
    [InlineData("-c3", "id")]
    [InlineData("-c2", "B7")]
    public void The_io_priority_is_the_one_that_was_set(string option, string expected)
    {
        using ChildProcess child = ChildProcess.Sleep();
        string[] level = option == "-c2" ? ["-n7"] : [];

        Tool.Output("ionice", [option, .. level, "-p", $"{child.Pid}"]);

        Assert.Equal(expected, Text("IOPRIO", child.Pid));
    }

    [Theory]
    [InlineData("OOM", "oom_score")]
    [InlineData("OOMADJ", "oom_score_adj")]
    [InlineData("LABEL", "attr/current")]
    public void A_column_says_what_the_file_holds(string heading, string file)
    {
        using ChildProcess child = ChildProcess.Sleep();

        AssertSaid(() => Held($"/proc/{child.Pid}/{file}"), heading, child.Pid);
    }

    // A process that has just started is not at rest yet: what was the same before and after is compared.
    private static void AssertSaid(Func<string> expected, string heading, int pid)
    {
        string before = string.Empty, said = string.Empty;
        Wait.Until(
            () =>
            {
                before = expected();
                said = Text(heading, pid);
                return before == expected();
            },
            "a value that stays");
        Assert.Equal(before, said);
    }

    private static string Held(string path)
    {
        try
        {
            return File.ReadAllText(path).TrimEnd('\0', '\n');
        }
        catch (IOException)
        {
            return "-";
        }
    }

    private static void Asleep(int pid) => Wait.Until(
        () => File.ReadAllText($"/proc/{pid}/task/{pid}/stat").Contains(") S ", StringComparison.Ordinal), "a process asleep");

    private static int Elapsed(int pid)
    {
        Snapshot snapshot = Read(pid);
        return (int)AgeText.Elapsed(snapshot, Find(snapshot, pid))!.Value.TotalSeconds;
    }

    private static string Text(string heading, int pid)
    {
        Snapshot snapshot = Read(pid);
        Span<char> room = stackalloc char[200];
        var row = new ProcessRow(Find(snapshot, pid), Thread: null, Depth: 0);
        return new string(room[..ProcessColumns.Find(heading)!.Text(row, snapshot, room)]);
    }

    private static ProcessLoad Find(Snapshot snapshot, int pid) => snapshot.Processes.Single(process => process.Pid == pid);

    private static Snapshot Read(int pid)
    {
        using var machine = Machine.Open("/", TimeProvider.System);
        SampleRequest request = SampleRequest.Everything with { Extras = (ExtraFiles)0x3ff, Visible = new HashSet<int> { pid } };
        return new SnapshotBuilder().Next(machine.Read(request)!);
    }
}
