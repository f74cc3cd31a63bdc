using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Interrupts;
using CoreTop.Model.Sampling;
using CoreTop.Sampling;

namespace CoreTop.Tests.Sampling;

/// <summary>Evidence without a machine, which remembers what it was asked.</summary>
internal sealed class FakeEvidence : IEvidence
{
    public int? OwnPid => null;

    public List<string> AskedCauses { get; } = [];

    public List<int> AskedMemory { get; } = [];

    public Cause? FindCause(Finding finding, Snapshot snapshot)
    {
        AskedCauses.Add(finding.Subject);
        return AnyDiagnosis.OpenMp;
    }

    public List<int> AskedPoolSizes { get; } = [];

    public string? FindPoolSize(int pid)
    {
        AskedPoolSizes.Add(pid);
        return "OMP_NUM_THREADS=1 is set.";
    }

    /// <summary>What the next readings of interrupts find.</summary>
    public Queue<InterruptCounts> Interrupts { get; } = [];

    public InterruptCounts ReadInterrupts() =>
        Interrupts.TryDequeue(out InterruptCounts? counts) ? counts : InterruptCounts.None;

    public ProcessMemoryMap? ReadMemory(ProcessLoad process)
    {
        AskedMemory.Add(process.Pid);
        return null;
    }

    public List<InspectionRequest> Inspections { get; } = [];

    public ProcessInspection Inspect(InspectionRequest request)
    {
        Inspections.Add(request);
        return new ProcessInspection(request) { FileCount = Inspections.Count };
    }
}
