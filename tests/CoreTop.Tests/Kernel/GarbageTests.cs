using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

/// <summary>Whatever a kernel file holds, reading it is no crash: what does not read is told and left out.</summary>
public sealed partial class GarbageTests : IDisposable
{
    private const string Huge = "18446744073709551615";
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(false, FixtureMachines.CpusetV1, new[] { 12, 900, 2002, 2003, 2004, 2005 })]
    [InlineData(true, "weight", new[] { 2001, 3001, 3002, 3003 })]
    [InlineData(true, "kvm", new[] { 2100 })]
    [InlineData(true, "lx1", new[] { 2001, 2002, 2003 })]
    public void Any_file_may_be_cut_off_or_hold_anything(bool isCase, string name, int[] alikes)
    {
        _tree.WithCapture(isCase ? Fixture.CasePath(name) : Fixture.MachinePath(name));
        foreach (int alike in alikes)
        {
            Directory.Delete(Path.Combine(_tree.Root, $"proc@0/{alike}"), recursive: true);
            Directory.Delete(Path.Combine(_tree.Root, $"proc@1/{alike}"), recursive: true);
        }

        // What one CPU shares is garbage enough.
        foreach (string cpu in Directory.GetDirectories(Path.Combine(_tree.Root, "sys/devices/system/cpu"), "cpu*")
            .Where(cpu => isCase && !cpu.EndsWith("cpu0", StringComparison.Ordinal)))
        {
            Directory.Delete(cpu, recursive: true);
        }

        var random = new Random(36);
        foreach (string file in Directory.EnumerateFiles(_tree.Root, "*", SearchOption.AllDirectories).Order().ToList())
        {
            byte[] original = File.ReadAllBytes(file);
            foreach (byte[] garbage in Garbage(original, random))
            {
                File.WriteAllBytes(file, garbage);
                ReadAll(file, garbage);
            }

            File.WriteAllBytes(file, original);
        }
    }

    [Fact]
    public void All_files_of_a_kind_may_be_garbage_at_once()
    {
        _tree.WithCapture(Fixture.MachinePath(FixtureMachines.PileUp));
        var random = new Random(36);
        List<string> files = [.. Directory.EnumerateFiles(_tree.Root, "*", SearchOption.AllDirectories).Order()];
        foreach (string file in files)
        {
            List<byte[]> garbage = [.. Garbage(File.ReadAllBytes(file), random)];
            File.WriteAllBytes(file, garbage[random.Next(garbage.Count)]);
        }

        // So that the machine is one at all.
        File.WriteAllText(Path.Combine(_tree.Root, "sys/devices/system/cpu/online"), "0-35\n");
        ReadAll("all", []);
    }

    [Fact]
    public void What_does_not_read_is_told_and_the_rest_is_shown()
    {
        _tree.WithCapture(Fixture.MachinePath(FixtureMachines.Virtual));
        File.WriteAllText(Path.Combine(_tree.Root, "proc@1/meminfo"), "MemTotal: lots\n");
        File.WriteAllText(Path.Combine(_tree.Root, "proc@1/2000/stat"), "2000 (yes) R 1");
        File.Delete(Path.Combine(_tree.Root, "proc@1/loadavg"));
        using Machine machine = Machine.Open(_tree.Root, TimeProvider.System);
        machine.Read(SampleRequest.Ordinary);

        Sample sample = machine.Read(SampleRequest.Ordinary)!;

        Assert.Equal(
            ["/proc/2000", "/proc/loadavg", "/proc/meminfo"], sample.Problems.Select(problem => problem.Path).Order());
        Assert.Null(sample.Memory);
        Assert.Null(sample.Load);
        Assert.Equal([1, 2, 12, 900, 2001, 2002, 2003], sample.Processes.Select(process => process.Pid));
    }

    private static IEnumerable<byte[]> Garbage(byte[] original, Random random)
    {
        string text = Encoding.Latin1.GetString(original);
        yield return [];
        yield return original[..(original.Length / 3)];
        yield return original[..(original.Length * 2 / 3)];
        yield return original[..Math.Max(0, original.Length - 2)];
        yield return Encoding.Latin1.GetBytes(Digits.Replace(text, Huge));
        yield return Encoding.Latin1.GetBytes(Digits.Replace(text, int.MaxValue.ToString(null, null)));
        yield return Encoding.Latin1.GetBytes(Digits.Replace(text, "-1"));
        yield return Encoding.Latin1.GetBytes(Digits.Replace(text, match => random.Next(3) == 0 ? "99999999999" : match.Value));
        byte[] noise = new byte[200];
        random.NextBytes(noise);
        yield return noise;
        byte[] spoilt = [.. original];
        for (int i = 0; i < spoilt.Length; i += 1 + random.Next(12))
        {
            spoilt[i] = (byte)random.Next(256);
        }

        yield return spoilt;
    }

    private void ReadAll(string file, byte[] garbage)
    {
        try
        {
            using Machine machine = Machine.Open(_tree.Root, TimeProvider.System);
            var builder = new SnapshotBuilder();
            while (machine.Read(SampleRequest.Everything) is { } sample)
            {
                Snapshot snapshot = builder.Next(sample);
                Assert.All(snapshot.Processes, process =>
                {
                    Assert.True(double.IsFinite(process.Run) && process.Run >= 0);
                    Assert.True(process.Wait is null or >= 0);
                    Assert.True(double.IsFinite(process.ChildRun) && process.ChildRun >= 0);
                    _ = (process.Affinity?.ToString(), process.Details?.Limit?.ToString());
                });
                Assert.True(snapshot.Runnable is null or >= 0);
                Assert.All(snapshot.CpuCgroups, cgroup => Assert.InRange(cgroup.Weight, 1, 25_600));
                Assert.All(snapshot.Cpus, cpu => Assert.InRange(cpu.Busy, 0, 1.0001));
                Assert.Equal(
                    snapshot.Processes.Length, snapshot.Processes.Select(process => process.Pid).Distinct().Count());
            }
        }
        catch (MachineException)
        {
            // Said to the user: no CPU is named any more.
        }
        catch (Exception exception)
        {
            throw new InvalidOperationException($"{file}: {Encoding.Latin1.GetString(garbage)}", exception);
        }
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits { get; }
}
