using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Cli;

public sealed class SnapshotCommandTests
{
    private static readonly ProcessDetails Details =
        new(1000, "ada", "worker --shard \"7\" \u001b[31mé", 4096, CpuSet.Range(0, 1), "/jobs");

    private readonly TestHost _host = new();

    [Fact]
    public void A_document_holds_what_the_screen_shows_in_plain_units()
    {
        JsonElement process = Json(
            Any.Snapshot(Any.Process(pid: 7, run: 250_000_000, wait: 500_000_000, affinity: CpuSet.Of(0, 1, 3), details: Details)))
            .GetProperty("processes")[0];

        Assert.Equal(7, process.GetProperty("pid").GetInt32());
        Assert.Equal("R", process.GetProperty("state").GetString());
        Assert.Equal("other", process.GetProperty("policy").GetString());
        Assert.Equal(0.25, process.GetProperty("run").GetDouble());
        Assert.Equal(0.5, process.GetProperty("wait").GetDouble());
        Assert.Equal("0-1,3", process.GetProperty("affinity").GetString());
        Assert.Equal("0-1", process.GetProperty("limit").GetString());
        Assert.Equal("/jobs", process.GetProperty("limitedBy").GetString());
        Assert.Equal(Details.CommandLine, process.GetProperty("commandLine").GetString());
        Assert.True(process.GetProperty("movable").GetBoolean());
    }

    [Fact]
    public void What_is_not_known_is_null()
    {
        JsonElement process = Json(Any.Snapshot(Any.Process())).GetProperty("processes")[0];

        Assert.Equal(JsonValueKind.Null, process.GetProperty("wait").ValueKind);
        Assert.Equal(JsonValueKind.Null, process.GetProperty("user").ValueKind);
        Assert.Equal(JsonValueKind.Null, process.GetProperty("limit").ValueKind);
    }

    [Fact]
    public void Threads_are_listed_when_they_are_asked_for_and_a_process_of_one_is_its_own()
    {
        Snapshot snapshot = Any.Snapshot(
            Any.Process(pid: 7, threads: [Any.Thread(7, pid: 7), Any.Thread(8, pid: 7)]), Any.Process(pid: 9));

        Assert.False(Json(snapshot).TryGetProperty("threads", out _));
        Assert.Equal(
            [(7, 7), (7, 8), (9, 9)],
            Json(snapshot, "-H").GetProperty("threads").EnumerateArray()
                .Select(thread => (thread.GetProperty("pid").GetInt32(), thread.GetProperty("tid").GetInt32()))
                .Order());
    }

    [Fact]
    public void Control_characters_of_a_command_line_reach_no_terminal()
    {
        Snapshot snapshot = Any.Snapshot(Any.Process(details: Details));

        Print(snapshot, "--json");
        Print(snapshot);

        Assert.DoesNotContain('\u001b', _host.Output);
        Assert.Contains("worker --shard \"7\" \uFFFD[31mé", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Ascii_is_asked_for_and_given()
    {
        Print(Any.Snapshot(Any.Process(details: Details)), "--ascii");

        Assert.DoesNotContain(_host.Output, character => character > 126);
        Assert.Contains("?[31m?", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_text_lists_every_process_under_the_headings_of_the_screen()
    {
        Print(Any.Snapshot(Any.Process(pid: 7, name: "one"), Any.Process(pid: 12345, name: "two", run: 900_000_000, wait: 0)));

        string[] lines = _host.Output.Split('\n');
        int headings = Array.FindIndex(lines, line => line.TrimStart().StartsWith("PID USER", StringComparison.Ordinal));
        Assert.Matches(@"^12345 .* 90\.0 .* all +two$", lines[headings + 1]);
        Assert.Matches(@"^    7 .* one$", lines[headings + 2]);
    }

    [Fact]
    public void A_terminal_gets_no_line_that_is_too_long_for_it()
    {
        _host.OutputWidth = 60;
        Print(Any.Snapshot(Any.Process(details: Details with { CommandLine = new string('x', 500) })));

        string[] table = _host.Output.Split("\n\n")[^1].Split('\n');
        Assert.All(table, line => Assert.InRange(line.Length, 0, 60));
    }

    [Fact]
    public void A_filter_that_is_not_right_is_refused_and_pointed_at()
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run("snapshot --filter run>x"));

        Assert.StartsWith(
            "coretop: --filter: Column 5: run takes cores such as 0.5, or percent such as 50%.\n  run>x\n      ^\n",
            _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void A_filter_keeps_what_it_names()
    {
        Print(Any.Snapshot(Any.Process(pid: 71), Any.Process(pid: 72)), "--filter pid>71");

        Assert.Contains(" 72 ", _host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(" 71 ", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p 7", ExitCode.Done, "")]
    [InlineData("-p 7,8", ExitCode.PartlyDone, "coretop: there is no process 8.\n")]
    [InlineData("-p 8", ExitCode.Failed, "coretop: there is no process 8.\n")]
    public void A_process_that_is_not_there_is_named(string words, int code, string errors)
    {
        Assert.Equal(code, Print(Any.Snapshot(Any.Process(pid: 7), Any.Process(pid: 9)), words));
        Assert.Equal(errors, _host.Errors);
        Assert.DoesNotContain("\n  9 ", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ada", 1)]
    [InlineData("1000", 1)]
    [InlineData("bob", 0)]
    public void Only_processes_of_a_user_are_shown(string user, int count)
    {
        Snapshot snapshot = Any.Snapshot(Any.Process(pid: 7, details: Details), Any.Process(pid: 9));

        Assert.Equal(count, Json(snapshot, "-u", user).GetProperty("processes").GetArrayLength());
    }

    private int Print(Snapshot snapshot, string words = "") => SnapshotCommand.Print(
        snapshot, CliProgram.Parse(["snapshot", .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)]), _host.Host);

    private static JsonElement Json(Snapshot snapshot, params string[] words)
    {
        var host = new TestHost();
        Assert.Equal(ExitCode.Done, SnapshotCommand.Print(snapshot, CliProgram.Parse(["snapshot", "--json", .. words]), host.Host));
        return JsonDocument.Parse(host.Output).RootElement;
    }
}
