using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class ChangeCommandTests : IDisposable
{
    private readonly TempTree _machine = CapturedMachine.Of(cpus: 4)
        .WithProcess(100, parent: 1, "0-3", threads: [101])
        .WithProcess(200, parent: 100, "0-3")
        .WithProcess(300, parent: 200, "2");

    private readonly TestHost _host = new();

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void On_a_captured_machine_a_change_is_only_recorded_and_that_is_said()
    {
        Assert.Equal(ExitCode.Done, Run("pin 100 --cpus 1"));
        Assert.Contains("worker 100: 2 threads narrowed from all CPUs to CPU 1 (only recorded", _host.Output, StringComparison.Ordinal);
        Assert.Empty(_host.Errors);
    }

    [Fact]
    public void The_document_lists_every_task()
    {
        Assert.Equal(ExitCode.PartlyDone, Run("pin 100,400 --cpus 1-2 --json"));

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        Assert.Equal("pin", document.GetProperty("command").GetString());
        Assert.Equal("fixture", document.GetProperty("host").GetString());
        Assert.Equal(
            ["100 100 0-3 1-2 recorded", "100 101 0-3 1-2 recorded"],
            document.GetProperty("changes").EnumerateArray().Select(change =>
                $"{change.GetProperty("pid")} {change.GetProperty("tid")} {change.GetProperty("from")} {change.GetProperty("to")} {change.GetProperty("result")}"));
        JsonElement refused = Assert.Single(document.GetProperty("refused").EnumerateArray());
        Assert.Equal((400, 3), (refused.GetProperty("pid").GetInt32(), refused.GetProperty("errno").GetInt32()));
    }

    [Theory]
    [InlineData("thread", "101", "101")]
    [InlineData("process", "100", "100 101")]
    [InlineData("tree", "100", "100 101 200 300")]
    [InlineData("tree", "200,100", "100 101 200 300")]
    public void The_scope_says_which_tasks_a_number_stands_for(string scope, string pids, string tids)
    {
        Assert.Equal(ExitCode.Done, Run($"pin {pids} --scope {scope} --cpus 1 --json"));
        Assert.Equal(
            tids.Split(' '),
            JsonDocument.Parse(_host.Output).RootElement.GetProperty("changes").EnumerateArray()
                .Select(change => change.GetProperty("tid").ToString()).Order());
    }

    [Fact]
    public void Release_gives_all_CPUs()
    {
        Assert.Equal(ExitCode.Done, Run("release 300"));
        Assert.Contains("worker 300: released from CPU 2 to all CPUs it may use (0-3)", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pin 400 --cpus 1", ExitCode.Failed, "400 is not a process here.")]
    [InlineData("pin 101 --cpus 1", ExitCode.Failed, "101 is a thread of process 100: name that, or give --scope thread.")]
    [InlineData("pin 400 --scope thread --cpus 1", ExitCode.Failed, "400 is not a thread here.")]
    [InlineData("pin 100 --cpus 9", ExitCode.BadUsage, "There is no CPU 9 here: this machine has 0-3.")]
    [InlineData("pin 100 --cpus 3-1", ExitCode.BadUsage, "\"3-1\" names no CPUs")]
    [InlineData("pin 100 --cpus idle", ExitCode.BadUsage, "Which CPUs are idle is not known.")]
    [InlineData("pin 100", ExitCode.BadUsage, "\"coretop pin\" needs --cpus CPUS.")]
    [InlineData("pin --cpus 1", ExitCode.BadUsage, "\"coretop pin\" needs PID: ")]
    [InlineData("pin 100 --cpus 1 --scope group", ExitCode.BadUsage, "--scope takes process, thread, tree, not \"group\".")]
    [InlineData("pin 100 --cpus 1 --readonly", ExitCode.Failed, "--readonly is given, so \"coretop pin\" changes nothing")]
    [InlineData("undo --readonly", ExitCode.Failed, "--readonly is given, so \"coretop undo\" changes nothing")]
    public void What_cannot_be_is_a_sentence_and_nothing_is_changed(string words, int code, string sentence)
    {
        Assert.Equal(code, Run(words));
        Assert.Contains(sentence, _host.Errors, StringComparison.Ordinal);
        Assert.Empty(_host.Output);
    }

    private int Run(string words) => _host.Run($"{words} --root {_machine.Root}");
}
