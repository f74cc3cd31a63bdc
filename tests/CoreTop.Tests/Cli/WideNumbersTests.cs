using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>Numbers as large as kernels have them.</summary>
public sealed class WideNumbersTests : IDisposable
{
    private const int Largest = 4_194_303;

    // 51,200 days of CPU time.
    private const string Ticks = "442368000300";

    private readonly TestHost _host = new();
    private readonly TempTree _machine = CapturedMachine.Of(2);

    public WideNumbersTests()
    {
        Add(Largest, "4294967294", Ticks);
        Add(Largest - 1, "1834501112", "100");
        Add(Largest - 2, "1834501113", "200");
        _machine.With("proc/uptime", "20000000000.00 1.00");
    }

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void A_document_has_all_of_them()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"snapshot --json --root {_machine.Root}"));

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        JsonElement process = document.GetProperty("processes").EnumerateArray().Single(each => each.GetProperty("pid").GetInt32() == Largest);
        Assert.Equal(4_423_680_003, process.GetProperty("cpuSeconds").GetDouble());
        Assert.Equal(4_294_967_294, process.GetProperty("uid").GetInt64());
        Assert.Equal("4294967294", process.GetProperty("user").GetString());
        Assert.Equal(20_000_000_000, document.GetProperty("uptimeSeconds").GetDouble());
    }

    [Theory]
    [InlineData("snapshot")]
    [InlineData("-b -n 1")]
    public void Text_has_all_of_them_and_is_sorted_by_them(string command)
    {
        Assert.Equal(ExitCode.Done, _host.Run($"{command} --sort TIME+ --root {_machine.Root}"));

        string[] rows = [.. _host.Output.Split('\n').Where(line => line.Contains("worker", StringComparison.Ordinal))];
        Assert.Equal(["4194303", "4194301", "4194302"], rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[0]));
        Assert.Equal(["4294967294", "1834501113", "1834501112"], rows.Select(row => row.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]));
        Assert.Contains(" 73728000:03.00 ", rows[0], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-u 4294967294", "4194303")]
    [InlineData("-u 1834501113", "4194301")]
    [InlineData("--filter user=1834501112", "4194302")]
    [InlineData("--filter pid=4194303", "4194303")]
    public void They_can_be_asked_for(string option, string pid)
    {
        Assert.Equal(ExitCode.Done, _host.Run($"snapshot {option} --columns pid,command --root {_machine.Root}"));

        string row = _host.Output.Split('\n').Single(line => line.Contains("worker", StringComparison.Ordinal));
        Assert.StartsWith(pid, row, StringComparison.Ordinal);
    }

    private void Add(int pid, string uid, string ticks) => _machine
        .With($"proc/{pid}/stat", $"{pid} (worker) S 1 1 1 0 -1 0 0 0 0 0 {ticks} 0 0 0 20 0 1 0 1000 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 0 0 0 0")
        .With($"proc/{pid}/status", $"Name:\tworker\nTgid:\t{pid}\nUid:\t{uid}\t{uid}\t{uid}\t{uid}\nCpus_allowed_list:\t0-1");
}
