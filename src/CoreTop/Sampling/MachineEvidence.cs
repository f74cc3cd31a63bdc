using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Kernel;
using CoreTop.Model.Causes;
using CoreTop.Model.Inspection;
using CoreTop.Model.Interrupts;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>Evidence from a machine's files.</summary>
/// <param name="machine">The machine that the samples are read from.</param>
internal sealed class MachineEvidence(Machine machine) : IEvidence
{
    /// <inheritdoc/>
    public int? OwnPid { get; } = machine.IsLive ? Environment.ProcessId : null;

    /// <inheritdoc/>
    public Cause? FindCause(Finding finding, Snapshot snapshot) => CauseFinder.Find(
        snapshot,
        [
            .. finding.Tasks.Select(task => new ConfinedTask(
                task.Key, task.Pid, task.Command, finding.IsLimit ? task.Limit ?? task.Affinity : task.Affinity, task.Limit)),
        ],
        machine.Evidence.Read(finding.Tasks.Select(task => task.Pid)));

    /// <inheritdoc/>
    public string? FindPoolSize(int pid) =>
        machine.Evidence.Read([pid]).Processes.TryGetValue(pid, out ProcessEvidence? process) ? PoolSizes.Sentence(process) : null;

    /// <inheritdoc/>
    public InterruptCounts ReadInterrupts() => machine.Evidence.ReadInterrupts();

    /// <inheritdoc/>
    public ProcessMemoryMap? ReadMemory(ProcessLoad process) =>
        machine.Evidence.ReadMemoryNodes(process.Pid) is { } nodes ? new ProcessMemoryMap(process.Key, nodes) : null;

    /// <inheritdoc/>
    public ProcessInspection Inspect(InspectionRequest request) => machine.Inspector.Read(request);
}
