using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Interrupts;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>What is read only where there is something to explain. Belongs to the thread that reads samples.</summary>
internal interface IEvidence
{
    /// <summary>CoreTop's own process; null when it is not on the machine, because that was captured.</summary>
    int? OwnPid { get; }

    /// <summary>Looks up who confined a finding's tasks; reads files of theirs and of their ancestors.</summary>
    /// <param name="finding">A finding whose tasks are confined.</param>
    /// <param name="snapshot">The machine as it was found.</param>
    /// <returns>The cause; null when its tasks have ended.</returns>
    Cause? FindCause(Finding finding, Snapshot snapshot);

    /// <summary>Says how many threads a process was set to use; null when it has ended.</summary>
    string? FindPoolSize(int pid);

    /// <summary>Reads the interrupts since boot: a long file on a large machine.</summary>
    InterruptCounts ReadInterrupts();

    /// <summary>Reads where a process's memory lies, which takes milliseconds and stops it meanwhile; null when that is unreadable.</summary>
    ProcessMemoryMap? ReadMemory(ProcessLoad process);

    /// <summary>Reads a part of one process, because the user looks at it.</summary>
    ProcessInspection Inspect(InspectionRequest request);
}
