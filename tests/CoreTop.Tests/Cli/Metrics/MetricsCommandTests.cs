using CoreTop.Analysis;
using CoreTop.Cli;
using CoreTop.Cli.Metrics;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli.Metrics;

public sealed class MetricsCommandTests : IDisposable
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_founding_machine_loses_eleven_cores_to_masks_by_one_pile_up()
    {
        Assert.Equal(ExitCode.Done, _host.Run($"metrics --root {FixtureMachines.PileUp}"));

        string[] lines = _host.Output.Split('\n');
        Assert.Equal(11, Value(lines, "coretop_lost_cores{kind=\"affinity\"}"), 0.1);
        Assert.Equal(0, Value(lines, "coretop_lost_cores{kind=\"limits\"}"));
        Assert.Equal(1, Value(lines, "coretop_findings{rule=\"pile-up\",severity=\"warning\"}"));
        Assert.Equal(11, Value(lines, "coretop_idle_cpus"));
        Assert.Equal(11, lines.Where(line => line.StartsWith("coretop_user_lost_cores{", StringComparison.Ordinal)).Sum(Number), 0.1);
        Assert.Equal(["# EOF", ""], lines[^2..]);
    }

    [Fact]
    public void A_calm_machine_has_the_same_series_with_zeros()
    {
        _host.Run($"metrics --root {FixtureMachines.Thousand}");

        string[] lines = _host.Output.Split('\n');
        Assert.All(Diagnostician.Rules, rule => Assert.Contains(lines, line => line.StartsWith($"coretop_findings{{rule=\"{rule.Name}\"", StringComparison.Ordinal)));
        Assert.Equal(0, Value(lines, "coretop_lost_cores{kind=\"affinity\"}"));
        Assert.Equal(1, Value(lines, "coretop_cpus_known"));
    }

    [Fact]
    public void Every_family_has_its_help_and_type_before_its_series()
    {
        _host.Run($"metrics --root {FixtureMachines.PileUp}");

        foreach (MetricFamily family in MetricFamilies.All)
        {
            Assert.Contains($"# HELP {family.Name} {family.Help}\n# TYPE {family.Name} gauge\n", _host.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_file_is_replaced_whole_and_everybody_may_read_it()
    {
        string path = Path.Combine(_folder, "coretop.prom");
        File.WriteAllText(path, "former");

        Assert.Equal(ExitCode.Done, _host.Run($"metrics --output {path} --root {FixtureMachines.PileUp}"));

        Assert.EndsWith("# EOF\n", File.ReadAllText(path), StringComparison.Ordinal);
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead, File.GetUnixFileMode(path));
        Assert.Equal([path], Directory.GetFiles(_folder));
        Assert.Empty(_host.Output);
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said_and_nothing_is_left_behind()
    {
        string path = Path.Combine(_folder, "none", "coretop.prom");

        Assert.Equal(ExitCode.Failed, _host.Run($"metrics --output {path} --root {FixtureMachines.PileUp}"));

        Assert.Contains($"The metrics cannot be written to \"{path}\": there is no such folder.", _host.Errors, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFileSystemEntries(_folder));
    }

    [Fact]
    public void A_folder_is_no_file_and_is_said_before_anything_is_read()
    {
        Assert.Equal(ExitCode.Failed, _host.Run($"metrics --output {_folder} --root {FixtureMachines.PileUp}"));

        Assert.Contains("it is a folder: name a file in it", _host.Errors, StringComparison.Ordinal);
    }

    private static double Value(string[] lines, string series) => Number(Assert.Single(lines, line => line.StartsWith($"{series} ", StringComparison.Ordinal)));

    private static double Number(string line) => double.Parse(line[(line.LastIndexOf(' ') + 1)..], System.Globalization.CultureInfo.InvariantCulture);
}
