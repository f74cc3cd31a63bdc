using System.Collections.Immutable;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Sampling;

/// <summary>
/// From samples, one after the other, to readings: rates, what is wrong, and who is to blame. Belongs to one thread.
/// </summary>
/// <param name="evidence">Reads what explains findings.</param>
internal sealed class ReadingBuilder(IEvidence evidence)
{
    private const int MostMemoryMaps = 16;

    private readonly SnapshotBuilder _snapshots = new();
    private readonly CauseMemory _causes = new(evidence);
    private readonly InterruptMemory _interrupts = new(evidence);
    private readonly PoolSizeMemory _poolSizes = new(evidence);
    private DiagnosisState _state = DiagnosisState.Start;
    private DiagnosisState _stateBefore = DiagnosisState.Start;
    private Snapshot? _snapshot;
    private Diagnosis _last = Diagnosis.Nothing;
    private ImmutableArray<ProcessMemoryMap> _memoryMaps = [];

    /// <summary>The reading of a sample.</summary>
    /// <param name="sample">The machine now.</param>
    /// <param name="options">What else there is to know.</param>
    /// <param name="asksAnew">The user asks: every cause is looked up again, those of notes too, and where memory lies.</param>
    public Reading Next(Sample sample, DiagnosisOptions options, bool asksAnew = false)
    {
        Snapshot snapshot = _snapshots.Next(sample);
        if (asksAnew && snapshot.Topology.Nodes.Length > 1)
        {
            _memoryMaps = ReadMemoryMaps(snapshot);
        }

        (_snapshot, _stateBefore) = (snapshot, _state);
        return Judge(options, asksAnew);
    }

    /// <summary>The last reading, judged with other options: the CPUs that are looked at are others now.</summary>
    /// <param name="options">What else there is to know.</param>
    /// <returns>Null before the first.</returns>
    public Reading? Again(DiagnosisOptions options) => _snapshot is null ? null : Judge(options, asksAnew: options.IsOneShot);

    private Reading Judge(DiagnosisOptions options, bool asksAnew)
    {
        Snapshot snapshot = _snapshot!;
        DiagnosisOptions all = _memoryMaps.IsEmpty ? options : options with { MemoryMaps = _memoryMaps };
        (_state, Diagnosis diagnosis) = Diagnostician.Next(_stateBefore, snapshot, all);
        if (options.IsOneShot && snapshot.Interval == TimeSpan.Zero)
        {
            _interrupts.Begin();
        }
        else
        {
            diagnosis = _interrupts.Attach(diagnosis, asksAnew);
        }

        diagnosis = _poolSizes.Attach(diagnosis, asksAnew);
        _last = _causes.Attach(diagnosis, snapshot, asksAnew);
        return new Reading(snapshot.Within(options.Bounds), _last, Failure: null);
    }

    // The hungry processes with most memory: for others it does not matter where it lies.
    private ImmutableArray<ProcessMemoryMap> ReadMemoryMaps(Snapshot snapshot)
    {
        HashSet<int> hungry = [.. _last.HungryTasks.Select(task => task.Pid)];
        return
        [
            .. snapshot.Processes
                .Where(process => hungry.Contains(process.Pid))
                .OrderByDescending(process => process.ResidentBytes)
                .Take(MostMemoryMaps)
                .Select(evidence.ReadMemory)
                .OfType<ProcessMemoryMap>(),
        ];
    }
}
