using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>Who is found without a list of /proc is who a list shows: by asking for the PIDs given out since, and by BPF.</summary>
public sealed class ProcessListLiveTests
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void While_processes_start_and_end_all_are_found_that_lived_throughout_a_reading_and_none_that_ended_before(bool byBpf)
    {
        using ChildProcess forks = ChildProcess.Run("sh", "-c", "while :; do sleep 0.05 & sleep 0.02; done");
        using var machine = Machine.Open("/", TimeProvider.System);
        machine.ReadTasks(byBpf);
        HashSet<int> listed = Listed(), ended = [];
        for (int reading = 0; reading < 60; reading++)
        {
            HashSet<int> before = Listed();
            ended.UnionWith(listed.Except(before));
            Sample sample = machine.Read(SampleRequest.Ordinary)!;
            HashSet<int> read = [.. sample.Processes.Select(process => process.Pid)];
            listed = Listed();

            Assert.Equal(byBpf, sample.IsReadByBpf);
            Assert.Empty(before.Intersect(listed).Except(read));
            Assert.Empty(read.Intersect(ended));
            Thread.Sleep(10);
        }

        Assert.NotEmpty(ended);
    }

    private static HashSet<int> Listed() =>
    [
        .. Directory.EnumerateDirectories("/proc").Select(Path.GetFileName)
            .Where(name => name!.All(char.IsAsciiDigit)).Select(name => int.Parse(name!, CultureInfo.InvariantCulture)),
    ];
}
