using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

/// <summary>A capture reads from memory as the same files do in a folder.</summary>
public sealed class CaptureParityTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void Every_command_shows_the_same_of_a_capture_and_of_a_folder_of_its_files(string name)
    {
        string file = Fixture.MachinePath(name);
        _tree.WithCapture(file);
        foreach (string words in (string[])
            [
                "topology", "topology --json", "snapshot --threads", "snapshot --json --threads", "diagnose", "diagnose --json",
                "rebalance", "rebalance --json", "-b -n 2 -H",
            ])
        {
            Assert.Equal(Run(words, _tree.Root), Run(words, file));
        }

        static (int, string, string) Run(string words, string root)
        {
            var host = new TestHost();
            return (host.Run($"{words} --root {root}"), host.Output, host.Errors.Replace(root, "ROOT", StringComparison.Ordinal));
        }
    }

    [Theory]
    [MemberData(nameof(FixtureMachines.Names), MemberType = typeof(FixtureMachines))]
    public void The_same_files_are_read_and_hold_the_same(string name)
    {
        string file = Fixture.MachinePath(name);
        _tree.WithCapture(file);

        List<string> memory = Seen(file), folder = Seen(_tree.Root);

        // The entries of a folder come in no promised order.
        Assert.Equal(folder.Where(IsFile), memory.Where(IsFile));
        Assert.Equal(folder.Order(StringComparer.Ordinal), memory.Order(StringComparer.Ordinal));
        Assert.Contains(memory, IsFile);

        static bool IsFile(string line) => !line.EndsWith("/: ", StringComparison.Ordinal);
    }

    private static List<string> Seen(string root)
    {
        var seen = new List<string>();
        using Machine machine = Machine.Open(root, TimeProvider.System);
        machine.Files.Observer = (path, text) => seen.Add($"{path}: {Convert.ToHexString(text)}");
        while (machine.Read(SampleRequest.Everything) is { } sample)
        {
            seen.AddRange(sample.Problems.Select(problem => problem.ToString()));
            _ = machine.ReadTopology();
        }

        return seen;
    }
}
