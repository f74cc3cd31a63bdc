using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed partial class BatchCommandTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Fact]
    public void A_frame_has_the_shape_of_tops()
    {
        Assert.Equal(ExitCode.Done, RunBatch());

        string[] lines = _host.Output.Split('\n');
        Assert.Matches(@"^top - \d\d:\d\d:\d\d up 34 min,  load average: 36\.03, 34\.15, 22\.04$", lines[0]);
        Assert.Equal("Tasks: 446 total,  37 running, 409 sleeping,   0 stopped,   0 zombie", lines[1]);
        Assert.Matches(@"^%Cpu\(s\): \d\d\.\d us, +\d\.\d sy, +0\.0 ni, \d\d\.\d id, +0\.0 wa, +0\.0 hi, +0\.0 si, +0\.0 st$", lines[2]);
        Assert.Matches(@"^MiB Mem : +70340\.7 total, +61682\.8 free, +[\d.]+ used, +988\.5 buff/cache$", lines[3]);
        Assert.Matches(@"^MiB Swap: +10000\.0 total, +10000\.0 free, +0\.0 used\. +[\d.]+ avail Mem$", lines[4]);
        int blank = Array.IndexOf(lines, string.Empty);
        Assert.Matches(@"^ +PID USER +PR +NI +VIRT +RES +SHR S +CPU% WAIT% +MEM% +TIME\+ +CPU AFFINITY +COMMAND$", lines[blank + 1]);
        Assert.Equal(446, lines.Length - blank - 3);
        Assert.DoesNotContain(_host.Output, character => char.IsControl(character) && character != '\n');
    }

    [Fact]
    public void What_is_wrong_stands_between_the_summary_and_the_list()
    {
        RunBatch();

        string[] lines = _host.Output.Split('\n');
        Assert.StartsWith("Warning: 12 python tasks take turns on CPU 35", lines[5], StringComparison.Ordinal);
        Assert.Contains("11.0 cores lost", lines[5], StringComparison.Ordinal);
        Assert.Empty(lines[6]);
    }

    [Fact]
    public void The_key_1_of_top_is_an_option()
    {
        RunBatch("-1");

        Assert.Equal(36, CpuLine().Count(_host.Output));
        Assert.DoesNotContain("%Cpu(s)", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void With_threads_it_is_threads_that_are_counted()
    {
        RunBatch("-H");

        Assert.StartsWith("Threads: ", _host.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public void With_threads_these_stand_in_the_place_of_their_process_all_in_one_order()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2).WithProcess(7, 1, "0-1", 8, 10).WithProcess(9, 1, "0-1");
        var host = new TestHost();

        Assert.Equal(ExitCode.Done, host.Run($"-b -H -s pid --root {machine.Root}"));

        Assert.Equal(["7", "8", "9", "10"], Rows(host.Output).Select(row => row.TrimStart().Split(' ')[0]));
    }

    [Fact]
    public void The_settings_of_the_screen_count_but_less_than_options_and_not_in_documents()
    {
        using var folder = new TempTree();
        folder.With("config", "columns = PID NCPU% COMMAND\nsort = PID\nreverse = yes\nbogus = 1");
        string config = $"--config {folder.Root}/config";

        RunBatch(config);
        Assert.Matches("^ +PID NCPU% COMMAND$", _host.Output.Split("\n\n")[1].Split('\n')[0]);
        int[] pids = [.. Rows(_host.Output).Select(row => int.Parse(row.AsSpan(0, 7), CultureInfo.InvariantCulture))];
        Assert.Equal(pids.OrderDescending(), pids);
        Assert.Contains("/config:4: no setting is called \"bogus\"", _host.Errors, StringComparison.Ordinal);

        var other = new TestHost { OpenMachine = _host.OpenMachine };
        other.Run($"-b -n 1 --root {FixtureMachines.PileUp} {config} --columns command,cpu%");
        Assert.Matches("^COMMAND +CPU%$", other.Output.Split("\n\n")[1].Split('\n')[0]);

        var json = new TestHost { OpenMachine = _host.OpenMachine };
        json.Run($"-b -n 1 --json --root {FixtureMachines.PileUp} {config}");
        Assert.Empty(json.Errors);
    }

    [Theory]
    [InlineData(null, 446)]
    [InlineData("reverse = yes", 446)]
    [InlineData("kernel-threads = yes", 446)]
    [InlineData("kernel-threads = no", 41)]
    public void Kernel_threads_are_in_it_unless_the_settings_say_otherwise(string? settings, int tasks)
    {
        using var folder = new TempTree();
        RunBatch(settings is null ? string.Empty : $"--config {folder.With("config", settings).Root}/config");

        Assert.Equal(tasks, Rows(_host.Output).Length);
    }

    [Theory]
    [InlineData("-w 70", null, null, 70)]
    [InlineData("-w", null, "66", 66)]
    [InlineData("-w", 50, null, 512)]
    [InlineData("-w", 50, "9999", 512)]
    [InlineData("", 50, "66", 50)]
    [InlineData("", null, "66", null)]
    public void Lines_are_cut_where_it_is_said(string words, int? terminal, string? columns, int? width)
    {
        _host.OutputWidth = terminal;
        _host.Variables["COLUMNS"] = columns ?? string.Empty;
        RunBatch(words);

        int longest = _host.Output.Split('\n').Max(line => line.Length);
        if (width is { } most)
        {
            Assert.InRange(longest, Math.Min(most - 12, 100), most);
        }
        else
        {
            Assert.Contains("Warning: 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. ", _host.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_finding_is_wrapped_not_cut()
    {
        RunBatch();
        string sentence = _host.Output.Split('\n')[5];
        var narrow = new TestHost { OpenMachine = _host.OpenMachine };
        CliProgram.Run(Words("-w 60"), narrow.Host);

        string summary = narrow.Output.Split("\n\n")[0];
        Assert.EndsWith(sentence, summary.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void Each_document_is_a_line()
    {
        Assert.Equal(ExitCode.Done, RunBatch("--json"));

        Assert.Equal(_host.Output.Length - 1, _host.Output.IndexOf('\n', StringComparison.Ordinal));
        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        Assert.Equal("batch", document.GetProperty("command").GetString());
        Assert.Equal(446, document.GetProperty("processes").GetArrayLength());
        Assert.Equal("pile-up", document.GetProperty("findings")[0].GetProperty("rule").GetString());
    }

    [Fact]
    public void The_list_is_filtered_and_sorted_as_on_the_screen()
    {
        RunBatch("--filter only=35 -s pid");

        string[] rows = Rows(_host.Output);
        Assert.Equal(12, rows.Count(row => row.Contains("python", StringComparison.Ordinal)));
        Assert.Equal(rows.Order(StringComparer.Ordinal), rows);
    }

    [Theory]
    [InlineData("-n 2", "--iterations has a meaning only with --batch")]
    [InlineData("-w 80", "--width has a meaning only with --batch")]
    [InlineData("--json", "--json has a meaning only with --batch")]
    [InlineData("-b -n 0", "--iterations takes a whole number from 1")]
    [InlineData("-b -n -3", "not \"-3\"")]
    [InlineData("-b -n many", "not \"many\"")]
    [InlineData("-b -w 2", "--width takes a whole number from 3 to 512")]
    [InlineData("-b --columns pid,bogus", "--columns takes columns, each once, of PID USER")]
    [InlineData("-b --columns pid,PID", "not \"PID\"")]
    [InlineData("-b --columns ,", "--columns takes one column or more")]
    [InlineData("-b --columns pid,,user", "--columns takes columns, and the name beside a comma in \"pid,,user\" is empty: leave that comma out.")]
    [InlineData("-b --columns pid,user,", "is empty: leave that comma out.")]
    [InlineData("-b -w 513", "not \"513\"")]
    [InlineData("-b snapshot", "--batch has no meaning")]
    public void What_cannot_be_is_a_sentence(string words, string sentence)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run(words));
        Assert.Contains(sentence, _host.Errors, StringComparison.Ordinal);
        Assert.Empty(_host.Output);
    }

    [Fact]
    public void Options_may_be_run_together_as_top_takes_them()
    {
        System.CommandLine.ParseResult line = CliProgram.Parse(["-bn2", "-d0.5", "-w"]);

        Assert.Empty(line.Errors);
        Assert.True(line.GetValue(CliOptions.Batch));
        Assert.Equal(2, line.GetValue(CliOptions.Iterations));
        Assert.Equal(0.5, line.GetValue(CliOptions.Delay).TotalSeconds);
    }

    [Fact]
    public void A_process_that_is_not_there_is_named()
    {
        Assert.Equal(ExitCode.PartlyDone, RunBatch("-p 3291,99999"));
        Assert.Equal("coretop: there is no process 99999.\n", _host.Errors);
    }

    [Fact]
    public void A_reader_that_goes_away_ends_it_without_a_word()
    {
        CliHost host = _host.Host with { Output = new RefusingStream(new ReaderGoneException()) };

        Assert.Equal(ExitCode.Done, CliProgram.Run(Words("-p 99999"), host));
        Assert.Empty(_host.Errors);
    }

    [Fact]
    public void A_full_disk_is_a_sentence()
    {
        CliHost host = _host.Host with { Output = new RefusingStream(new IOException("No space left on device")) };

        Assert.Equal(ExitCode.Failed, CliProgram.Run(Words(string.Empty), host));
        Assert.Equal("coretop: standard output cannot be written: No space left on device.\n", _host.Errors);
    }

    [Fact]
    public void One_reading_is_shown_with_a_word_that_rates_are_not_known()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2).WithProcess(7, parent: 1, "0-1");
        var host = new TestHost();

        Assert.Equal(ExitCode.Done, host.Run($"-b --root {machine.Root}"));
        Assert.Contains("rates are not known", host.Errors, StringComparison.Ordinal);
        Assert.Contains("worker", host.Output, StringComparison.Ordinal);
    }

    [GeneratedRegex(@"^%Cpu\d+ *: +[\d.]+ us, ", RegexOptions.Multiline)]
    private static partial Regex CpuLine();

    private static string[] Rows(string output) => output.Split("\n\n")[1].Trim('\n').Split('\n')[1..];

    private static string[] Words(string words) =>
        ["-b", "--root", FixtureMachines.PileUp, .. words.Split(' ', StringSplitOptions.RemoveEmptyEntries)];

    private int RunBatch(string words = "") => CliProgram.Run(Words(words), _host.Host);

    private sealed class RefusingStream(IOException problem) : MemoryStream
    {
        public override void Write(ReadOnlySpan<byte> buffer) => throw problem;
    }
}
