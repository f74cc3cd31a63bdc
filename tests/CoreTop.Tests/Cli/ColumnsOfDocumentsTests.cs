using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Listing.Fields;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>What --columns, --json and --csv make of the one table of fields.</summary>
public sealed class ColumnsOfDocumentsTests
{
    private static readonly ProcessSample Mixed = Any.Process(
        pid: 7, run: 1_250_000_000, wait: 0, affinity: CpuSet.Of(0, 1, 3), details: Details("worker, \"a\"\nb\u001b[31m \u202Eé\t=1"),
        threads:
        [
            Any.Thread(7, pid: 7, run: 1_000_000_000, wait: 0, affinity: CpuSet.Of(0, 1)),
            Any.Thread(8, pid: 7, run: 250_000_000, wait: 500_000_000, affinity: CpuSet.Of(3)),
        ]);

    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void A_document_has_the_columns_asked_for_in_their_order_under_their_names_in_json()
    {
        JsonElement process = Json(Any.Snapshot(Any.Process(pid: 9)), "--columns", "cpu%,cpu,minflt,comm,pid").GetProperty("processes")[0];

        Assert.Equal(["run", "lastCpu", "minorFaults", "comm", "pid"], Names(process));
    }

    [Fact]
    public void Every_column_is_in_json_and_csv_under_its_one_name()
    {
        string[] names = [.. ProcessColumns.All.Select(column => column.JsonName)];
        string all = string.Join(',', ProcessColumns.All.Select(column => column.Heading));

        JsonElement process = Json(Any.Snapshot(Any.Process(pid: 9)), "--columns", all).GetProperty("processes")[0];
        Assert.Equal(names, Names(process));

        Print(Any.Snapshot(Any.Process(pid: 9)), "--csv", "--columns", all);
        Assert.Equal(names.Where(name => name != "mixed"), Head().Where(name => name != "mixed"));
        Assert.Equal(names.Length + 1, Lines()[0].Length);
    }

    [Fact]
    public void A_process_whose_threads_differ_says_so_and_others_do_not()
    {
        Snapshot snapshot = Any.Snapshot(Mixed, Any.Process(pid: 9));

        foreach (string[] words in new[] { [], new[] { "--columns", "pid,affinity" } })
        {
            JsonElement[] processes = [.. Json(snapshot, words).GetProperty("processes").EnumerateArray()];
            Assert.True(processes.Single(process => process.GetProperty("pid").GetInt32() == 7).GetProperty("mixed").GetBoolean());
            Assert.False(processes.Single(process => process.GetProperty("pid").GetInt32() == 9).TryGetProperty("mixed", out _));
        }

        Assert.False(Json(snapshot, "--columns", "pid").GetProperty("processes")[0].TryGetProperty("mixed", out _));
    }

    [Fact]
    public void Each_thread_has_its_own_mask_run_and_wait()
    {
        Snapshot snapshot = Any.Snapshot(Mixed);

        foreach (string[] words in new[] { ["-H"], new[] { "-H", "--columns", "pid,affinity,cpu%,wait" } })
        {
            JsonElement[] threads = [.. Json(snapshot, words).GetProperty("threads").EnumerateArray()];
            JsonElement second = threads.Single(thread => thread.GetProperty("tid").GetInt32() == 8);
            Assert.Equal(
                (7, "3", 0.25, 0.5),
                (second.GetProperty("pid").GetInt32(), second.GetProperty("affinity").GetString(), second.GetProperty("run").GetDouble(),
                    second.GetProperty("wait").GetDouble()));
            Assert.Equal("0-1", threads.Single(thread => thread.GetProperty("tid").GetInt32() == 7).GetProperty("affinity").GetString());
        }
    }

    [Fact]
    public void A_thread_in_a_cgroup_of_its_own_has_the_limit_of_that_and_others_that_of_their_process()
    {
        TaskLoad vcpu = AnySnapshot.Thread(8, pid: 7, affinity: CpuSet.Of(3)) with
        {
            OwnCgroup = new TaskCgroup("/vm/vcpu0", CpuCgroup: null, CpuSet.Of(3), "/vm/vcpu0", QuotaCgroup: null),
        };
        ProcessLoad guest = AnySnapshot.Process(7, limit: CpuSet.Range(0, 1), limitedBy: "/vm", threads: [AnySnapshot.Thread(7, pid: 7), vcpu]);
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, guest with { Details = guest.Details! with { Cgroup = "/vm" } });

        Print(snapshot, "--csv", "-H", "-s", "pid", "--columns", "pid,limit,limitedBy,cgroup");

        Assert.Equal([["7", "7", "0-1", "/vm", "/vm"], ["7", "8", "3", "/vm/vcpu0", "/vm/vcpu0"]], Lines());
        Assert.Equal(["8"], Filtered(snapshot, "cgroup=vcpu0"));
    }

    [Fact]
    public void Csv_is_quoted_so_that_readers_get_back_what_was_there_but_nothing_steers_a_terminal()
    {
        Print(Any.Snapshot(Mixed), "--csv", "--columns", "pid,command,affinity,wait,tty");

        Assert.Equal(["pid", "commandLine", "affinity", "mixed", "wait", "tty"], Head());
        Assert.Equal(["7", "worker, \"a\"\nb\uFFFD[31m \uFFFDé\t=1", "0-1,3", "true", "0.5", ""], Lines()[0]);
        Assert.DoesNotContain('\r', _host.Output);
    }

    [Fact]
    public void A_small_number_has_no_exponent_in_csv()
    {
        Print(AnySnapshot.Of(AnyTopology.Of(4), _ => 0, AnySnapshot.Process(9, run: 0.000044)), "--csv", "--columns", "cpu%");

        Assert.Equal("run\n0.000044\n", _host.Output);
    }

    [Fact]
    public void Csv_of_threads_has_a_line_for_each_thread_and_no_sums()
    {
        Print(Any.Snapshot(Mixed, Any.Process(pid: 9)), "--csv", "-H", "-s", "pid", "--columns", "pid,affinity,run");

        Assert.Equal(["pid", "tid", "affinity", "run"], Head());
        Assert.Equal([["7", "7", "0-1", "1"], ["7", "8", "3", "0.25"], ["9", "9", "0-3", "0"]], Lines());
    }

    [Fact]
    public void Whole_csv_has_what_a_whole_document_has()
    {
        Snapshot snapshot = Any.Snapshot(Mixed);
        string[] names = Names(Json(snapshot).GetProperty("processes")[0]);

        Print(snapshot, "--csv");

        Assert.Equal(names, Head());
        Assert.Equal(names.Length, Lines()[0].Length);
    }

    [Fact]
    public void Frames_of_csv_have_one_head_and_each_line_its_time()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"-b -n 1 --csv --columns pid,cpu% --filter only=35 --root {FixtureMachines.PileUp}"));

        Assert.Equal(["time", "pid", "run"], Head());
        Assert.Equal(16, Lines().Length);
        Assert.All(Lines(), line => Assert.True(DateTimeOffset.TryParse(line[0], System.Globalization.CultureInfo.InvariantCulture, out _)));
    }

    [Fact]
    public void Frames_of_json_have_the_columns_asked_for()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"-b -n 1 --json -H --columns pid,affinity --root {FixtureMachines.PileUp}"));

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        Assert.Equal(["pid", "affinity"], Names(document.GetProperty("processes")[0]));
        Assert.Equal(["pid", "tid", "affinity"], Names(document.GetProperty("threads")[0]));
    }

    [Theory]
    [InlineData("snapshot --json --csv", "--json and --csv exclude each other")]
    [InlineData("-b --json --csv", "--json and --csv exclude each other")]
    [InlineData("--csv", "--csv has a meaning only with --batch")]
    [InlineData("snapshot --csv --columns pid,bogus", "not \"bogus\"")]
    [InlineData("snapshot --json --columns pid,tid", "not \"tid\"")]
    [InlineData("snapshot --csv --columns run,cpu%", "not \"cpu%\"")]
    [InlineData("snapshot --csv --filter minorFault>1", "No field is called minorFault. Did you mean \"minorFaults\"?")]
    [InlineData("-bn1 --filter bogus<1", "No field is called bogus. Fields: cpu")]
    public void What_cannot_be_is_a_sentence(string words, string sentence)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run(words));
        Assert.Contains(sentence, _host.Errors, StringComparison.Ordinal);
        Assert.Empty(_host.Output);
    }

    [Theory]
    [InlineData("--filter pid=5", "coretop: no process matches the filter pid=5.\n")]
    [InlineData("-u bob", "coretop: no process belongs to user bob.\n")]
    [InlineData("-u bob --filter run>1", "coretop: no process of user bob matches the filter run>1.\n")]
    public void A_selection_of_nothing_is_empty_and_says_why(string words, string sentence)
    {
        Print(Any.Snapshot(Mixed), ["--csv", "--columns", "pid", .. words.Split(' ')]);

        Assert.Equal("pid\n", _host.Output);
        Assert.Equal(sentence, _host.Errors);
    }

    [Fact]
    public void Whole_documents_have_the_name_of_a_task_as_comm_and_under_the_name_it_had_before()
    {
        JsonElement document = Json(Any.Snapshot(Mixed), "-H");

        foreach (JsonElement entry in new[] { document.GetProperty("processes")[0], document.GetProperty("threads")[0] })
        {
            Assert.Equal(entry.GetProperty("comm").GetString(), entry.GetProperty("command").GetString());
        }
    }

    [Fact]
    public void What_equals_something_and_is_not_a_field_is_looked_for_and_said_to_be()
    {
        const string Sentence = "coretop: No field is called usr, so this text is looked for. Did you mean \"user\"?\n";

        Print(Any.Snapshot(Mixed), "--csv", "--columns", "pid", "--filter", "usr=ada");
        Assert.StartsWith(Sentence, _host.Errors, StringComparison.Ordinal);

        var batch = new TestHost { OpenMachine = _host.OpenMachine };
        Assert.Equal(ExitCode.Done, batch.Run($"-b -n 2 --filter usr=ada --root {FixtureMachines.PileUp}"));
        Assert.Equal(1, batch.Errors.Split(Sentence).Length - 1);
    }

    [Fact]
    public void A_filter_on_what_the_kernel_refuses_says_of_how_many_it_does()
    {
        ProcessSample refused = Any.Process(pid: 8) with { Extras = new TaskExtras { Tried = ExtraFiles.Io } };
        ProcessSample read = Any.Process(pid: 9) with { Extras = new TaskExtras { Tried = ExtraFiles.Io, Io = new IoCounters(0, 0, 0, 0, 9, 0, 0) } };

        Print(Any.Snapshot(refused, read), "--csv", "--columns", "pid", "--filter", "readBytes>1");

        Assert.Equal("pid\n9\n", _host.Output);
        Assert.Equal(
            "coretop: the kernel does not let this user read READ of 1 of 2 processes, which the filter leaves out: root may read it of all.\n",
            _host.Errors);
    }

    private static ProcessDetails Details(string commandLine) => new(1000, "ada", commandLine, 4096, CpuSet.Range(0, 1), "/jobs");

    private static string[] Names(JsonElement entry) => [.. entry.EnumerateObject().Select(property => property.Name)];

    private static JsonElement Json(Snapshot snapshot, params string[] words)
    {
        var host = new TestHost();
        Assert.Equal(ExitCode.Done, SnapshotCommand.Print(snapshot, CliProgram.Parse(["snapshot", "--json", .. words]), host.Host));
        return JsonDocument.Parse(host.Output).RootElement;
    }

    private void Print(Snapshot snapshot, params string[] words) =>
        Assert.Equal(ExitCode.Done, SnapshotCommand.Print(snapshot, CliProgram.Parse(["snapshot", .. words]), _host.Host));

    private static string[] Filtered(Snapshot snapshot, string filter)
    {
        var host = new TestHost();
        SnapshotCommand.Print(snapshot, CliProgram.Parse(["snapshot", "--csv", "-H", "--columns", "pid", "--filter", filter]), host.Host);
        return [.. Read(host.Output)[1..].Select(line => line[1])];
    }

    private string[] Head() => Read(_host.Output)[0];

    private string[][] Lines() => Read(_host.Output)[1..];

    // As RFC 4180 has it, except for the line ends.
    private static string[][] Read(string text)
    {
        var lines = new List<string[]>();
        var line = ImmutableArray.CreateBuilder<string>();
        var cell = new StringBuilder();
        bool isQuoted = false;
        for (int i = 0; i < text.Length; i++)
        {
            if (text[i] == '"' && isQuoted && i + 1 < text.Length && text[i + 1] == '"')
            {
                cell.Append(text[++i]);
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[i] is ',' or '\n')
            {
                line.Add(cell.ToString());
                cell.Clear();
                if (text[i] == '\n')
                {
                    lines.Add([.. line]);
                    line.Clear();
                }
            }
            else
            {
                cell.Append(text[i]);
            }
        }

        return [.. lines];
    }
}
