using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.LiveTests.Terminal;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Verdict;

/// <summary>Four burners on one CPU while another idles: found, explained, fixed, taken back.</summary>
[Collection(Alone.Name)]
public sealed class PileUpLiveTests : IDisposable
{
    private const int Burners = 4;
    private const int Needed = 2;

    // The first: there must be nothing else to clean up where this skips.
    private readonly OtherPrograms _others = Alone.RequireIdle(Needed);
    private readonly LiveHost _host = new();
    private readonly Machine _machine = Machine.Open("/", TimeProvider.System);
    private readonly CpuSet _online;
    private readonly CpuId _crowded;
    private readonly IReadOnlyList<int> _pids;
    private readonly ChildProcess _shell;

    public PileUpLiveTests()
    {
        _online = _machine.ReadTopology().Online;
        _crowded = _online.First!.Value;
        _shell = ChildProcess.PinnedBurners(_crowded, Burners, out _pids);
    }

    public void Dispose()
    {
        _shell.Dispose();
        _machine.Dispose();
        _others.Dispose();
        _host.Dispose();
    }

    [Fact]
    public void It_is_found_by_name_and_cost_with_who_set_the_mask()
    {
        JsonElement finding = WaitForPileUp();

        Assert.Equal("warning", finding.GetProperty("severity").GetString());
        Assert.Equal(_crowded.ToString(), finding.GetProperty("cpus").GetString());
        _others.Excuse(Needed, () => Assert.InRange(finding.GetProperty("lostCores").GetDouble(), 0.5, 1.05));
        string message = finding.GetProperty("message").GetString()!;
        Assert.Matches($"^4 .+ tasks take turns on CPU {_crowded} ", message);
        Assert.Contains($"Affinity mask {_crowded}, ", message, StringComparison.Ordinal);
        Assert.Equal("inherited", finding.GetProperty("cause").GetProperty("kind").GetString());
    }

    [Fact]
    public void Rebalance_spreads_them_both_CPUs_are_busy_and_undo_restores_the_masks()
    {
        (int code, JsonElement plan) = WaitForPlan(string.Empty);
        Assert.Equal(ExitCode.Done, code);
        Assert.False(plan.GetProperty("applied").GetBoolean());
        Assert.All(_pids, pid => Assert.Equal(CpuSet.Of(_crowded.Number), Affinity(pid)));

        (code, JsonElement done) = WaitForPlan("--apply");
        Assert.Equal((ExitCode.Done, true), (code, done.GetProperty("applied").GetBoolean()));
        Assert.True(done.GetProperty("measured").GetProperty("seconds").GetDouble() > 0);
        int changed = done.GetProperty("changes").GetArrayLength();
        Assert.InRange(changed, Burners - 1, Burners);
        Assert.Equal(changed, _pids.Count(pid => Affinity(pid).Equals(_online)));
        _others.Excuse(Needed, () => Wait.Until(() => _pids.Any(pid => LastCpu(pid) != _crowded), "a burner on another CPU"));
        Wait.Until(() => BusyCpus() >= 2, "two busy CPUs");

        Assert.Equal(ExitCode.Done, _host.Run("undo").Code);
        Assert.All(_pids, pid => Assert.Equal(CpuSet.Of(_crowded.Number), Affinity(pid)));
    }

    [Fact]
    public void A_pid_of_nothing_is_refused_by_name_and_the_rest_is_done()
    {
        (int code, JsonElement done) = WaitForPlan("--apply --pid 4194000");

        Assert.Equal(ExitCode.PartlyDone, code);
        Assert.True(done.GetProperty("applied").GetBoolean());
        Assert.Equal(4194000, Assert.Single(done.GetProperty("refused").EnumerateArray()).GetProperty("pid").GetInt32());
        Assert.Contains("4194000 is not a process here.", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void On_the_screen_b_and_Enter_put_it_right_and_z_takes_it_back()
    {
        WaitForPileUp();
        using var terminal = new TmuxSession(width: 120, height: 30);
        terminal.Run(BuiltProgram.Command);
        _others.Excuse(Needed, () => TmuxSession.WaitUntil(
            () => Regex.IsMatch(terminal.Screen, $@"(4 sh tasks (take turns )?|sh ×4 )on CPU {_crowded}\b.* b( fix)? +x( why)? +X"),
            "the pile-up and its keys",
            () => terminal.Screen));
        Assert.Contains("lost", terminal.Screen, StringComparison.Ordinal);

        terminal.Press("x");
        terminal.WaitFor("coretop rebalance --apply");
        terminal.Press("b");
        _others.Excuse(Needed, () => terminal.WaitFor("Balance: move"));
        // One of them may stay, unless others use the idle CPU just then.
        int moves = RequireOnlyOurs(terminal.Screen);
        Assert.InRange(moves, Burners - 1, Burners);
        terminal.Press("Enter");
        TmuxSession.WaitUntil(
            () => _pids.Count(pid => Affinity(pid).Equals(_online)) == moves, "the masks to be widened", () => terminal.Screen);
        terminal.WaitFor("tasks moved");
        TmuxSession.WaitUntil(
            () => terminal.Screen.Contains(" after ", StringComparison.Ordinal), "a measurement", () => terminal.Screen);

        terminal.Press("z");
        terminal.WaitFor("Undid");
        Assert.All(_pids, pid => Assert.Equal(CpuSet.Of(_crowded.Number), Affinity(pid)));
        terminal.Press("q");
    }

    // One of the burners may get more than its turn in a window (the host stole from another): then it is not among the hungry ones yet.
    private JsonElement WaitForPileUp()
    {
        JsonElement? pileUp = null;
        _others.Excuse(Needed, () => Wait.Until(() => (pileUp = FindPileUp()) is not null, "the pile-up to be found"));
        return pileUp!.Value;
    }

    private JsonElement? FindPileUp()
    {
        (_, JsonElement document) = _host.RunJson("diagnose --interval 1");
        foreach (JsonElement finding in document.GetProperty("findings").EnumerateArray())
        {
            if (finding.GetProperty("rule").GetString() == "pile-up"
                && _pids.Order().SequenceEqual(
                    finding.GetProperty("tasks").EnumerateArray().Select(task => task.GetProperty("tid").GetInt32()).Order()))
            {
                return finding;
            }
        }

        return null;
    }

    private (int Code, JsonElement Document) WaitForPlan(string options)
    {
        WaitForPileUp();
        (int Code, JsonElement Document) answer = default;
        _others.Excuse(Needed, () => Wait.Until(
            () =>
            {
                answer = _host.RunJson($"rebalance --interval 1 --pid {string.Join(',', _pids)} {options}".TrimEnd());
                return answer.Document.GetProperty("changes").GetArrayLength() > 0;
            },
            "a plan"));
        return answer;
    }

    // What others run on this machine is not to be moved by a test.
    private int RequireOnlyOurs(string screen)
    {
        // What started our tasks, a moment ago, is widened too, so that the next ones are not born with their mask.
        int moves = screen.Split('\n').Count(line => line.StartsWith(" [x] ", StringComparison.Ordinal)
            && !line.Contains("what it starts inherits", StringComparison.Ordinal));
        int ours = _pids.Count(pid => screen.Contains(string.Create(CultureInfo.InvariantCulture, $" {pid} sh"), StringComparison.Ordinal));
        Assert.SkipUnless(moves == ours, "other programs on this machine would be moved too");
        return moves;
    }

    private CpuSet Affinity(int pid)
    {
        _machine.Affinity.Read(pid, pid, known: null, out CpuSet? affinity);
        return affinity!;
    }

    private CpuId LastCpu(int pid) => Snapshot().Processes.Single(process => process.Pid == pid).LastCpu;

    private int BusyCpus() => Snapshot().Cpus.Count(cpu => cpu.Busy > 0.95);

    private Snapshot Snapshot()
    {
        var builder = new SnapshotBuilder();
        builder.Next(_machine.Read(SampleRequest.Ordinary)!);
        Thread.Sleep(200);
        return builder.Next(_machine.Read(SampleRequest.Ordinary)!);
    }
}
