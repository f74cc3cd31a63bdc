using System.Text.Json;
using CoreTop.Actions;
using CoreTop.Cli;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class UndoCommandTests
{
    private static readonly HostInfo Name = new("host", "6.1");
    private static readonly AffinityChange Change =
        new(new TaskKey(8, 1000), 7, "worker\u001b", CpuSet.Range(0, 3), CpuSet.Of(1), WasUnrestricted: true);

    private static readonly JournalBatch Batch = new("1", DateTimeOffset.UnixEpoch, "pin 7 to 1", [Change]);

    private readonly TestHost _host = new();

    [Theory]
    [InlineData(1, 0, ExitCode.Done)]
    [InlineData(1, 1, ExitCode.PartlyDone)]
    [InlineData(0, 1, ExitCode.Failed)]
    public void The_exit_code_says_whether_all_some_or_nothing_was_taken_back(int restored, int skipped, int code) =>
        Assert.Equal(code, Print("undo", restored, skipped));

    [Fact]
    public void A_task_that_was_left_alone_is_named()
    {
        Print("undo", restored: 0, skipped: 1);

        Assert.Equal("Undid it.\n", _host.Output);
        Assert.Equal("coretop: worker\uFFFD 8 has ended.\n", _host.Errors);
    }

    [Fact]
    public void The_document_lists_what_was_restored_and_what_was_skipped()
    {
        Print("undo --json", restored: 1, skipped: 1);

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        Assert.Equal("undo", document.GetProperty("command").GetString());
        Assert.Equal("0-3", document.GetProperty("restored")[0].GetProperty("from").GetString());
        Assert.Equal("has ended", document.GetProperty("skipped")[0].GetProperty("why").GetString());
    }

    [Fact]
    public void Where_nothing_was_changed_there_is_nothing_to_undo()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2);

        Assert.Equal(ExitCode.Done, _host.Run($"undo --root {machine.Root}"));
        Assert.Equal(ExitCode.Done, _host.Run($"undo --list --root {machine.Root}"));
        Assert.Equal("There is nothing to undo.\nThere is nothing to undo.\n", _host.Output);
    }

    [Fact]
    public void The_list_tells_what_each_undo_would_take_back()
    {
        UndoCommand.PrintList([Batch], Name, CliProgram.Parse(["undo", "--list"]), _host.Host);

        Assert.Equal(
            """
            1970-01-01 00:00:00  pin 7 to 1
                PID TID COMMAND BEFORE AFTER
                  7   8 worker� 0-3    1

            """,
            _host.Output);
    }

    private int Print(string words, int restored, int skipped) => UndoCommand.Print(
        [
            new UndoOutcome(
                Batch,
                [.. Enumerable.Repeat(Change, restored)],
                [.. Enumerable.Repeat(new UndoSkip(Change, "has ended"), skipped)],
                "Undid it."),
        ],
        Name,
        CliProgram.Parse(words.Split(' ')),
        _host.Host);
}
