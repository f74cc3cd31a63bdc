using System.Globalization;
using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Tests.Listing.Fields;

namespace CoreTop.Tests.Cli;

/// <summary>One field, many uses: each column of the table, not a sample of them.</summary>
public sealed class EveryColumnTests
{
    private const string Container = "/docker/0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    private static readonly ProcessLoad High = ColumnTextTests.Full.WithFacts(facts => facts with
    {
        Key = new TaskKey(7, 500),
        State = TaskState.Running,
        Policy = SchedPolicy.RoundRobin,
        Priority = 20,
        RealTimePriority = 50,
        Nice = 5,
        LastCpu = new CpuId(3),
    }) with
    {
        Whole = new ProcessFacts(3, 4, 1 << 30, 1 << 28),
        CpuTime = TimeSpan.FromSeconds(96),
        Run = 0.75,
        Wait = 0.5,
        SlicesPerSecond = 9.5,
        MemoryShare = 0.25,
        Affinity = CpuSet.Of(1, 2),
        StartedAt = TimeSpan.FromMinutes(2),
        Details = new ProcessDetails(1000, "bob", "work, \"it\"", 9 << 20, CpuSet.Range(0, 2), Container, "/quota/high") { Cgroup = Container },
        ExtraRates = new TaskExtraRates(1 << 20, 2 << 20, 250, 3.5, 7),
    };

    private static readonly ProcessLoad Low = AnySnapshot.Process(5, "aide", "ann", uid: 33, parent: 1).WithFacts(facts => facts with
    {
        Key = new TaskKey(5, 2000),
        Priority = 10,
        RealTimePriority = 1,
        Nice = -5,
        Session = new TaskSession(5, 4, (136 << 8) | 1, 6),
        Faults = new PageFaults(1, 1),
    }) with
    {
        Whole = new ProcessFacts(1, 1, 1 << 20, 1 << 18),
        Run = 0.25,
        Wait = 0.1,
        CpuTime = TimeSpan.FromSeconds(2),
        SystemTime = TimeSpan.FromSeconds(1),
        StartedAt = TimeSpan.FromMinutes(5),
        SlicesPerSecond = 1.5,
        MemoryShare = 0.01,
        Affinity = CpuSet.Of(1),
        MinorFaultsPerSecond = 1,
        MajorFaultsPerSecond = 1,
        ChildFaults = new PageFaults(1, 1),
        ChildUserTime = TimeSpan.FromSeconds(1),
        ChildSystemTime = TimeSpan.FromSeconds(1),
        Details = new ProcessDetails(33, "ann", "aide", 1 << 20, CpuSet.Of(0), "/a", "/quota") { Cgroup = "/lxc/web" },
        Extras = new TaskExtras
        {
            Tried = (ExtraFiles)(-1),
            Status = new TaskStatusDetails(-1, "adm", 1, 1, "adm", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            Io = new IoCounters(1, 1, 1, 1, 1, 1, 1),
            Migrations = 1,
            ProportionalBytes = 1,
            UniqueBytes = 1,
            OomScore = 1,
            OomAdjustment = 100,
            Autogroup = new Autogroup(1, -19),
            Label = "kernel",
            WaitChannel = "a_wait",
            Executable = "/bin/a",
            Folder = "/",
            IoPriority = new IoPriority(IoClass.RealTime, 1),
            JobVariables = new JobVariables(Rank: 1, Job: "9"),
        },
        ExtraRates = new TaskExtraRates(1, 1, 1, 1, 1),
    };

    private static readonly Snapshot Both = AnySnapshot.Of(AnyTopology.Of(4, nodes: 2), _ => 0, High, Low) with
    {
        Quotas = [new QuotaLoad("/quota", 2, 0.25), new QuotaLoad("/quota/high", 1, 0.5)],
    };

    public static TheoryData<string> Headings => [.. ProcessColumns.All.Select(column => column.Heading)];

    public static TheoryData<string> Ordered =>
        [.. ProcessColumns.All.Where(column => FilterKind.Of(column.Kind).Operators.HasFlag(FilterOperator.Greater)).Select(column => column.Heading)];

    [Fact]
    public void There_are_as_many_columns_as_the_docs_say() => Assert.Equal(94, ProcessColumns.All.Length);

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_column_is_in_json_and_csv_under_its_one_name_with_one_value(string heading)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        foreach (string name in Names(column))
        {
            JsonProperty property = Assert.Single(Of(High, name).EnumerateObject(), property => property.Name != "mixed");
            Assert.Equal(column.JsonName, property.Name);
            Assert.NotEqual(JsonValueKind.Null, property.Value.ValueKind);

            string text = property.Value.ToString();
            string cell = text.AsSpan().ContainsAny(',', '"') ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;
            string csv = Print("--csv", "--columns", name, "-p", "7");
            Assert.Equal(column.JsonName, csv.Split('\n')[0].Split(',')[0]);
            Assert.StartsWith(cell, csv.Split('\n')[1], StringComparison.Ordinal);
        }
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_column_is_filtered_by_the_value_that_documents_give(string heading)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        string value = Of(High, Names(column)[0]).GetProperty(column.JsonName).ToString().Replace("\"", "\\\"", StringComparison.Ordinal);

        Assert.Equal(["7"], Pids("--filter", $"{column.JsonName}=\"{value}\""));
        Assert.Equal(["5"], Pids("--filter", $"{column.JsonName}!=\"{value}\""));
    }

    [Theory]
    [MemberData(nameof(Ordered))]
    public void A_column_of_numbers_is_filtered_by_more_and_less(string heading)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        (ProcessLoad more, ProcessLoad less) = IsMore(column) ? (High, Low) : (Low, High);

        Assert.Equal([Pid(more)], Pids("--filter", $"{column.JsonName}>\"{Written(column, less)}\""));
        Assert.Equal([Pid(less)], Pids("--filter", $"{column.JsonName}<\"{Written(column, more)}\""));
    }

    [Theory]
    [MemberData(nameof(Ordered))]
    public void A_column_of_numbers_is_sorted_from_the_highest_or_the_lowest_as_top_has_it(string heading)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        int[] fromHighest = IsMore(column) ? [7, 5] : [5, 7];

        foreach (string name in Names(column))
        {
            Assert.Equal(fromHighest, Sorted("-o", name));
            Assert.Equal(fromHighest, Sorted("-o", $"+{name}"));
            Assert.Equal(fromHighest.Reverse(), Sorted("-o", $"-{name}"));
        }
    }

    [Theory]
    [MemberData(nameof(Headings))]
    public void A_column_sorts_by_each_of_its_names_and_the_other_way_round(string heading)
    {
        ProcessColumn column = ProcessColumns.Find(heading)!;
        RowOrder natural = column.OrderIn?.Invoke(Both) ?? column.Order;
        int order = natural(new ProcessRow(High, null, 0), new ProcessRow(Low, null, 0));
        Assert.NotEqual(0, order);

        foreach (string name in Names(column))
        {
            Assert.Equal(order < 0 ? [7, 5] : [5, 7], Sorted("-s", name));
            Assert.Equal(Sorted("-o", name).Reverse(), Sorted("-o", $"-{name}"));
        }
    }

    // What users type for it.
    private static string[] Names(ProcessColumn column) => [column.Heading, column.JsonName];

    private static bool IsMore(ProcessColumn column)
    {
        (CellValue high, CellValue low) = (Value(column, High), Value(column, Low));
        Assert.NotEqual((high.Time, high.Number), (low.Time, low.Number));
        return high.Time is { } time ? time > low.Time : high.Number > low.Number;
    }

    private static CellValue Value(ProcessColumn column, ProcessLoad load) => column.Value(new ProcessRow(load, null, 0), Both);

    private static string Written(ProcessColumn column, ProcessLoad load) => Value(column, load) is { Time: { } time }
        ? time.ToString("yyyy-MM-ddTHH:mm:ssK", CultureInfo.InvariantCulture)
        : Value(column, load).Number.ToString("R", CultureInfo.InvariantCulture);

    private static string Pid(ProcessLoad load) => load.Pid.ToString(CultureInfo.InvariantCulture);

    private static JsonElement Of(ProcessLoad load, string name) =>
        JsonDocument.Parse(Print("--json", "--columns", name, "-p", Pid(load))).RootElement.GetProperty("processes")[0];

    private static int[] Sorted(params string[] words)
    {
        var rows = new List<ProcessRow>();
        ListOptions list = ListValues.From(CliProgram.Parse(words));
        ProcessRows.Fill(rows, Both, list);
        return [.. rows.Select(row => row.Task.Pid)];
    }

    private static string[] Pids(params string[] words) => Print(["--csv", "--columns", "pid", .. words]).Split('\n')[1..^1];

    private static string Print(params string[] words)
    {
        var host = new TestHost();
        System.CommandLine.ParseResult line = CliProgram.Parse(["snapshot", .. words]);
        Assert.Empty(line.Errors);
        Assert.Equal(ExitCode.Done, SnapshotCommand.Print(Both, line, host.Host));
        return host.Output;
    }
}
