using System.Text.Json;
using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Cli;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Actions;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class UndoCommandTests : IDisposable
{
    private static readonly HostInfo Name = new("host", "6.1");
    private static readonly AffinityChange Change =
        new(new TaskKey(8, 1000), 7, "worker\u001b", CpuSet.Range(0, 3), CpuSet.Of(1), WasUnrestricted: true);

    private static readonly JournalBatch Batch = new("1", DateTimeOffset.UnixEpoch, "pin 7 to 1", [Change]);

    private readonly TestHost _host = new();
    private readonly FakeMachine _machine = new();

    public void Dispose() => _machine.Dispose();

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
        Assert.Equal("coretop: worker\uFFFD 8: has ended.\n", _host.Errors);
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

    [Theory]
    [InlineData("undo")]
    [InlineData("undo --list")]
    [InlineData("undo --all --json")]
    public void A_journal_that_cannot_be_read_is_a_failure_and_not_taken_for_an_empty_one(string words)
    {
        _machine.SpoilJournal();

        Assert.Equal(ExitCode.Failed, Undo(words));
        Assert.Empty(_host.Output);
        Assert.StartsWith($"coretop: The journal {_machine.JournalPath} cannot be used", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Damaged_lines_are_told_and_the_rest_is_undone()
    {
        _machine.Editor().Apply("pin", [_machine.Start(100, wanted: CpuSet.Of(1))]);
        File.AppendAllText(_machine.JournalPath, "damaged\n");

        Assert.Equal(ExitCode.Done, Undo("undo"));
        Assert.Equal("Undid \"pin\": worker 100 has all CPUs again.\n", _host.Output);
        Assert.Equal($"coretop: 1 damaged line in the journal {_machine.JournalPath} skipped.\n", _host.Errors);
    }

    [Fact]
    public void What_was_undone_but_not_written_down_is_partly_done_and_told()
    {
        var outcome = new UndoOutcome(Batch, [Change], [], "Undid it.") { JournalProblem = "The disk is full." };

        Assert.Equal(ExitCode.PartlyDone, UndoCommand.Print([outcome], Name, CliProgram.Parse(["undo"]), _host.Host));
        Assert.Equal("coretop: What was undone could not be written down: The disk is full.\n", _host.Errors);
    }

    [Fact]
    public void A_batch_refused_in_part_is_partly_done_and_each_task_left_is_named_and_tried_again()
    {
        _machine.Editor().Apply("pin", [_machine.Start(100, threads: 3, wanted: CpuSet.Of(1))]);
        _machine.Refuse(101, ControlResult.NotPermitted, errno: 1);

        Assert.Equal(ExitCode.PartlyDone, Undo("undo"));
        Assert.Equal("coretop: worker 101: not permitted (EPERM): needs its user, root or CAP_SYS_NICE.\n", _host.Errors);

        _machine.Permit(101);
        Assert.Equal(ExitCode.Done, Undo("undo"));
    }

    [Fact]
    public void A_batch_that_stands_in_the_way_is_named_with_the_ways_round_it()
    {
        _machine.Editor().Apply("first", [_machine.Start(100, wanted: CpuSet.Of(1))]);
        _machine.Editor().Apply("second", [_machine.Start(200, wanted: CpuSet.Of(1))]);
        _machine.Refuse(200, ControlResult.NotPermitted, errno: 1);

        Assert.Equal(ExitCode.Failed, Undo("undo"));
        Assert.StartsWith("\"second\" is not undone: worker 200, CPU 1 → CPUs 0-3: not permitted", _host.Output, StringComparison.Ordinal);
        Assert.EndsWith("coretop: \"coretop undo --all\" takes back the other changes, too.\n", _host.Errors, StringComparison.Ordinal);

        Assert.Equal(ExitCode.PartlyDone, Undo("undo"));
        Assert.EndsWith("Undid \"first\": worker 100 has all CPUs again.\n", _host.Output, StringComparison.Ordinal);
    }

    private int Undo(string words) =>
        UndoCommand.Run(_machine.Editor(), Name, CliProgram.Parse(words.Split(' ')), _host.Host);

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
