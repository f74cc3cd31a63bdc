using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;

namespace CoreTop.LiveTests.Processes;

/// <summary>The memory in RAM of each process of this machine is what the kernel says where it counts exactly, as in top.</summary>
public sealed class MemoryLiveTests
{
    private const int Many = 80;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_view_each_has_as_much_as_its_status_says(bool byBpf)
    {
        using ChildProcess one = ChildProcess.Sleep(), other = ChildProcess.Threads(4);
        using var machine = Machine.Open("/", TimeProvider.System);
        machine.ReadTasks(byBpf);
        string differences = string.Empty;

        // What grew or shrank meanwhile is left out; another reading will find it at rest.
        Wait.Until(
            () =>
            {
                SortedDictionary<int, ulong> before = Said();
                Sample sample = machine.Read(SampleRequest.Ordinary with { Visible = before.Keys.ToHashSet() })!;
                SortedDictionary<int, ulong> after = Said();
                var read = sample.Processes.ToDictionary(process => process.Pid, process => process.ResidentBytes);
                int[] same = [.. before.Keys.Where(pid => after.TryGetValue(pid, out ulong bytes) && bytes == before[pid] && read.ContainsKey(pid))];
                differences = string.Join('\n', same.Where(pid => read[pid] != before[pid]).Select(pid => $"{pid}: {read[pid]} instead of {before[pid]}"));
                return differences.Length == 0 && same.Contains(one.Pid) && same.Contains(other.Pid);
            },
            "what each has in RAM to be what its status says",
            () => differences);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void In_view_or_not_it_shares_no_more_than_it_has(bool byBpf)
    {
        using ChildProcess sleepers = ChildProcess.Run("sh", "-c", $"for i in $(seq {Many}); do sleep 240 & done; echo started; wait");
        Assert.Equal("started", sleepers.ReadLine());
        using var machine = Machine.Open("/", TimeProvider.System);
        machine.ReadTasks(byBpf);

        Wait.Until(
            () =>
            {
                IReadOnlyList<ProcessSample> processes = machine.Read(SampleRequest.Ordinary)!.Processes;
                Assert.Empty(processes.Where(process => process.Details?.SharedBytes > process.ResidentBytes)
                    .Select(process => $"{process.Name}: {process.Details!.SharedBytes} of {process.ResidentBytes}"));
                return processes.Count > Many && processes.All(process => process.Details is not null);
            },
            "the details of all",
            pause: TimeSpan.FromMilliseconds(50));
    }

    // What has no such line, kernel threads and zombies, has no memory.
    private static SortedDictionary<int, ulong> Said()
    {
        const string Head = "VmRSS:";
        var said = new SortedDictionary<int, ulong>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
            {
                continue;
            }

            try
            {
                string? line = File.ReadLines($"{folder}/status").FirstOrDefault(line => line.StartsWith(Head, StringComparison.Ordinal));
                said[pid] = line is null ? 0 : 1024 * ulong.Parse(line[Head.Length..].Trim().Split(' ')[0], CultureInfo.InvariantCulture);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended.
            }
        }

        return said;
    }
}
