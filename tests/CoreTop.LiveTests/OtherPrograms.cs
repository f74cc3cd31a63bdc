using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Model.Sampling;
using Xunit.Sdk;

namespace CoreTop.LiveTests;

/// <summary>How much of the CPUs is used by programs that these tests did not start.</summary>
internal sealed class OtherPrograms : IDisposable
{
    private readonly Machine _machine = Machine.Open("/", TimeProvider.System);
    private readonly SnapshotBuilder _builder = new();

    /// <summary>Begins to measure.</summary>
    public OtherPrograms() => Next();

    /// <summary>What they used since this was made or last measured.</summary>
    public OtherUse Measure()
    {
        Snapshot now = Next();
        HashSet<int> ours = Ours(now);
        double own = now.Processes.Where(process => ours.Contains(process.Pid)).Sum(Used);
        ProcessLoad? busiest = now.Processes.Where(process => !ours.Contains(process.Pid)).MaxBy(Used);
        return new OtherUse(
            Math.Max(0, now.Cpus.Sum(cpu => cpu.Busy) - own), now.Cpus.Count(cpu => cpu.IsOnline), Name(busiest));
    }

    /// <summary>Does what needs so many idle CPUs; where it fails and others did not leave them, the test is skipped.</summary>
    public void Excuse(int cpus, Action action)
    {
        try
        {
            action();
        }
        catch (XunitException failure)
        {
            OtherUse use = Measure();
            Assert.SkipUnless(use.Leaves(cpus), $"needs {cpus} idle CPUs: {use} meanwhile: {failure.Message}");
            throw;
        }
    }

    public void Dispose() => _machine.Dispose();

    // What ended since is not among them, and its time counts as that of others.
    private static double Used(ProcessLoad process) => process.Run * process.Lived;

    private static string Name(ProcessLoad? busiest) => busiest is null
        ? "nobody"
        : string.Create(CultureInfo.InvariantCulture, $"{busiest.Name} {busiest.Pid} with {Used(busiest):P0}");

    // This process and whatever descends from it.
    private static HashSet<int> Ours(Snapshot snapshot)
    {
        HashSet<int> ours = [Environment.ProcessId];
        int before;
        do
        {
            before = ours.Count;
            ours.UnionWith(snapshot.Processes.Where(process => ours.Contains(process.ParentPid)).Select(process => process.Pid));
        }
        while (ours.Count > before);
        return ours;
    }

    private Snapshot Next() => _builder.Next(_machine.Read(SampleRequest.Ordinary)!);
}
