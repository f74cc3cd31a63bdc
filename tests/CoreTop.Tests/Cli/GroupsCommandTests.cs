using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class GroupsCommandTests
{
    private static readonly Snapshot Founding = AnySnapshot.Founding();

    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void A_snapshot_for_people_has_a_row_for_each_program()
    {
        Print("--groups");

        string[] lines = _host.Output.Split("\n\n")[^1].Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Length);
        Assert.Matches(@"^ +- ubuntu .* R +2499\.6 +1100\.4 .* \+ python train\.py ×36$", lines[1]);
        Assert.Matches(@"^ +1 root .* systemd$", lines[2]);
    }

    [Fact]
    public void In_ascii_the_signs_of_groups_are_letters_that_are_like_them()
    {
        Print("--groups", "--ascii");

        Assert.Contains("+ python train.py x36", _host.Output, StringComparison.Ordinal);
        Assert.Contains("<7.7G", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_document_has_groups_beside_all_processes_and_names_those_of_each()
    {
        JsonElement root = Json("--groups");
        JsonElement[] groups = [.. root.GetProperty("groups").EnumerateArray()];

        Assert.Equal(37, root.GetProperty("processes").GetArrayLength());
        Assert.Equal(["python train.py", "systemd"], groups.Select(group => group.GetProperty("name").GetString()));
        Assert.Equal([36, 1], groups.Select(group => group.GetProperty("processes").GetInt32()));
        Assert.Equal([.. Enumerable.Range(3291, 12), .. Enumerable.Range(3304, 24)], groups[0].GetProperty("pids").EnumerateArray().Select(pid => pid.GetInt32()));
        Assert.Equal(36, groups[0].GetProperty("states").GetProperty("R").GetInt32());
        Assert.Equal("ubuntu", groups[0].GetProperty("user").GetString());
        Assert.Equal(24.996, groups[0].GetProperty("run").GetDouble());
        Assert.Equal(11.004, groups[0].GetProperty("wait").GetDouble());
        Assert.Equal(36 * 230_000_000L, groups[0].GetProperty("residentBytes").GetInt64());
        Assert.Equal(25, CpuList.TryParse(groups[0].GetProperty("lastCpus").GetString()!, out CpuSet cpus) ? cpus.Count : 0);
        Assert.True(groups[0].GetProperty("mixed").GetBoolean());
        Assert.False(groups[1].TryGetProperty("mixed", out _));
        Assert.False(Json().TryGetProperty("groups", out _));
    }

    [Fact]
    public void A_field_in_which_processes_differ_is_null()
    {
        Snapshot snapshot = AnySnapshot.Of(
            AnyTopology.Of(4), _ => 0,
            AnySnapshot.Process(1, "a"), AnySnapshot.Process(2, "a") with { Facts = AnySnapshot.Process(2).Facts with { Nice = 5 } });

        JsonElement group = Json(snapshot, "--groups", "--columns", "pid,nice,ppid,command").GetProperty("groups")[0];

        Assert.Equal(JsonValueKind.Null, group.GetProperty("nice").ValueKind);
        Assert.Equal(1, group.GetProperty("ppid").GetInt32());
        Assert.Equal(["name", "processes", "pids", "states", "nice", "ppid"], group.EnumerateObject().Select(field => field.Name));
    }

    [Fact]
    public void Csv_has_a_line_for_each_program()
    {
        Print("--groups", "--csv", "--columns", "user,cpu%,affinity");

        string[] lines = _host.Output.Split('\n');
        Assert.Equal("name,processes,pids,states,user,run,affinity,mixed", lines[0]);
        Assert.StartsWith("python train.py,36,3291 3292 ", lines[1], StringComparison.Ordinal);
        Assert.Contains(",36R,ubuntu,24.996,", lines[1], StringComparison.Ordinal);
        Assert.Equal("systemd,1,1,1S,root,0,0-35,", lines[2]);
        Assert.Equal(4, lines.Length);
    }

    [Fact]
    public void A_filter_leaves_processes_out_of_their_group()
    {
        JsonElement group = Json("--groups", "--filter", "only=35").GetProperty("groups")[0];

        Assert.Equal(12, group.GetProperty("processes").GetInt32());
        Assert.Equal("35", group.GetProperty("affinity").GetString());
    }

    [Theory]
    [InlineData("snapshot --groups -H")]
    [InlineData("snapshot --groups -H --csv")]
    [InlineData("-b --groups -H")]
    public void Threads_and_groups_exclude_each_other_where_there_is_one_list(string words)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run(words));
        Assert.StartsWith(
            "coretop: --groups and --threads exclude each other here: give one of them, or --json, which has both.", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_frames_are_grouped_as_text_csv_and_json()
    {
        foreach (string words in new[] { "", "--csv", "--json" })
        {
            var host = new TestHost { OpenMachine = _host.OpenMachine };
            Assert.Equal(ExitCode.Done, host.Run($"-b -n 1 --groups --root {FixtureMachines.PileUp} {words}".TrimEnd()));
            Assert.Contains("python train.py", host.Output, StringComparison.Ordinal);
            Assert.Contains(words == "--json" ? "\"groups\":[{\"name\":" : words == "--csv" ? "time,name,processes,pids,states," : "×36", host.Output, StringComparison.Ordinal);
        }
    }

    private int Print(params string[] words) => SnapshotCommand.Print(Founding, CliProgram.Parse(["snapshot", .. words]), _host.Host);

    private static JsonElement Json(params string[] words) => Json(Founding, words);

    private static JsonElement Json(Snapshot snapshot, params string[] words)
    {
        var host = new TestHost();
        Assert.Equal(ExitCode.Done, SnapshotCommand.Print(snapshot, CliProgram.Parse(["snapshot", "--json", .. words]), host.Host));
        return JsonDocument.Parse(host.Output).RootElement;
    }
}
