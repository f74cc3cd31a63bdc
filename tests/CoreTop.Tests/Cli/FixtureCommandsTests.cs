using System.Text.Json;
using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class FixtureCommandsTests
{
    [Fact]
    public void The_founding_machine_shows_twelve_workers_that_wait_for_one_CPU_while_eleven_idle()
    {
        JsonElement document = Json(FixtureMachines.PileUp, "snapshot");

        Assert.Equal("ip-10-0-0-7", document.GetProperty("host").GetString());
        Assert.Equal(3, document.GetProperty("intervalSeconds").GetDouble(), 3);
        Assert.Equal(11, document.GetProperty("cpus").EnumerateArray().Count(cpu => cpu.GetProperty("busy").GetDouble() < 0.1));
        JsonElement[] squeezed =
        [
            .. document.GetProperty("processes").EnumerateArray().Where(process =>
                process.GetProperty("affinity").GetString() == "35" && process.GetProperty("movable").GetBoolean()),
        ];
        Assert.Equal(12, squeezed.Length);
        Assert.All(squeezed, process =>
        {
            Assert.Equal("ubuntu", process.GetProperty("user").GetString());
            Assert.Equal("0-35", process.GetProperty("limit").GetString());
            Assert.Equal(1.0 / 12, process.GetProperty("run").GetDouble(), 2);
            Assert.Equal(11.0 / 12, process.GetProperty("wait").GetDouble(), 2);
        });
    }

    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void Every_machine_is_told_as_text_and_as_documents_that_agree(string machine)
    {
        JsonElement snapshot = Json(machine, "snapshot"), topology = Json(machine, "topology");
        Assert.Equal(Cpus(snapshot), Cpus(topology));
        Assert.NotEmpty(topology.GetProperty("cores").EnumerateArray());

        Assert.DoesNotContain(Text(machine, "snapshot"), character => char.IsControl(character) && character != '\n');
        Assert.Contains("core", Text(machine, "topology"), StringComparison.Ordinal);
    }

    private static (int, bool)[] Cpus(JsonElement document) =>
        [.. document.GetProperty("cpus").EnumerateArray().Select(cpu => (cpu.GetProperty("cpu").GetInt32(), cpu.GetProperty("online").GetBoolean()))];

    private static JsonElement Json(string machine, string command) =>
        JsonDocument.Parse(Text(machine, command, "--json")).RootElement;

    private static string Text(string machine, params string[] words)
    {
        var host = new TestHost { OpenMachine = (root, _) => Fixture.Open(root) };
        Assert.Equal(ExitCode.Done, CliProgram.Run([.. words, "--root", machine], host.Host));
        Assert.Empty(host.Errors);
        return host.Output;
    }
}
