using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class BoundedCommandsTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Theory]
    [InlineData("snapshot --json")]
    [InlineData("-b -n1 --json")]
    [InlineData("diagnose --json")]
    [InlineData("rebalance --json")]
    [InlineData("topology --json")]
    public void Documents_say_which_CPUs_they_are_about_and_have_those_alone(string command)
    {
        _host.Run($"{command} --within 30-35 --root {FixtureMachines.PileUp}");

        JsonElement document = JsonDocument.Parse(_host.Output).RootElement;
        JsonElement within = document.GetProperty("within");
        Assert.Equal(("30-35", "30-35", "--within 30-35"), (within.GetProperty("cpus").GetString(), within.GetProperty("name").GetString(), within.GetProperty("from").GetString()));
        if (document.TryGetProperty("cpus", out JsonElement cpus))
        {
            Assert.Equal([30, 31, 32, 33, 34, 35], cpus.EnumerateArray().Select(cpu => cpu.GetProperty("cpu").GetInt32()));
        }
    }

    [Fact]
    public void A_document_of_the_whole_machine_has_no_such_field()
    {
        _host.Run($"topology --json --root {FixtureMachines.PileUp}");

        Assert.False(JsonDocument.Parse(_host.Output).RootElement.TryGetProperty("within", out _));
    }

    [Theory]
    [InlineData("30-35", "30-35")]
    [InlineData("node0,-0-29", "node0,-0-29")]
    [InlineData("!0-29", "'!0-29'")]
    public void Advice_can_be_typed_as_it_stands(string within, string typed)
    {
        _host.Run($"diagnose --within {within} --root {FixtureMachines.PileUp}");

        Assert.Contains($"\n      coretop rebalance --within {typed} --apply\n", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_plan_names_no_CPU_outside()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"rebalance --json --within 30-35 --root {FixtureMachines.PileUp}"));

        JsonElement[] changes = [.. JsonDocument.Parse(_host.Output).RootElement.GetProperty("changes").EnumerateArray()];
        Assert.NotEmpty(changes);
        Assert.All(changes, change => Assert.Equal("30-35", change.GetProperty("to").GetString()));
    }

    [Fact]
    public void Texts_count_those_CPUs_and_say_where_they_are_from()
    {
        _host.Run($"snapshot --within 30-34 --root {FixtureMachines.PileUp}");

        Assert.Contains(" of 5 cores within 30-34 (--within 30-34) over ", _host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("\n  0 ", _host.Output, StringComparison.Ordinal);
        Assert.Contains("\n 30 ", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void Batch_mode_says_it_in_a_line_of_its_summary()
    {
        _host.Run($"-b -n1 -1 --within 30-31 --root {FixtureMachines.PileUp}");

        Assert.Contains("\nWithin: CPUs 30-31, 2 cores, --within 30-31\n%Cpu30 ", _host.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("%Cpu29", _host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_topology_within_keeps_its_numbers()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"topology --within node1,-64-120 --root {FixtureMachines.TwoNodes}"));

        Assert.StartsWith(
            """
            71 CPUs online within 121-127,192-255 (--within node1,-64-120): 121-127,192-255 (1 package, 1 NUMA node, 8 last-level caches, 64 cores)
            package1, node1: 121-127,192-255
              llc15: 121-127,248-255
            """,
            _host.Output,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("99", "--within: There is no CPU 99 here: this machine has 0-35.")]
    [InlineData("fast", "--within: \"fast\" names no CPUs: give CPUs such as")]
    [InlineData("0,-0", "--within: \"0,-0\" leaves no CPU: a task needs at least one.")]
    [InlineData("2 of idle", "--within: which CPUs are idle changes while they are looked at: name them by number, node, cache or device.")]
    public void Wrong_lists_are_sentences(string cpus, string expected)
    {
        foreach (string command in new[] { "snapshot", "topology", "diagnose", "rebalance", "-b" })
        {
            var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root) };
            string[] words = [.. command.Split(' '), "--within", cpus, "--root", FixtureMachines.PileUp];

            Assert.Equal(ExitCode.BadUsage, CliProgram.Run(words, host.Host));
            Assert.StartsWith($"coretop: {expected}", host.Errors, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_CPU_that_is_offline_is_a_sentence()
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run($"snapshot --within 0-1 --root {FixtureMachines.Holes}"));
        Assert.StartsWith("coretop: --within: CPU 0 is offline: online are ", _host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void Mine_is_of_the_running_machine_alone_and_excludes_named_ones()
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run($"diagnose --mine --root {FixtureMachines.PileUp}"));
        Assert.Equal(
            "coretop: Which CPUs are CoreTop's own is known on the running machine alone: name those of a captured one with --within.\n", _host.Errors);

        var host = new TestHost();
        Assert.Equal(ExitCode.BadUsage, host.Run("diagnose --mine --within 0"));
        Assert.StartsWith("coretop: --within and --mine exclude each other: give one of them.\n", host.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public void The_full_screen_begins_with_them()
    {
        Assert.Equal(ExitCode.Done, new TestHost { OpenMachine = (root, _) => Fixture.Open(root), OutputWidth = 80 } is var host ? host.Run($"--within 0-3 --root {FixtureMachines.PileUp}") : 1);
        Assert.Equal("0-3", host.Screen?.Bounds?.Cpus.ToString());
    }

    [Fact]
    public void Idle_CPUs_for_a_pin_are_chosen_within()
    {
        _host.Run($"pin 3291 --cpus idle --within 28-35 --json --root {FixtureMachines.PileUp}");

        Assert.Contains("\"30,34\"", _host.Output, StringComparison.Ordinal);
    }
}
