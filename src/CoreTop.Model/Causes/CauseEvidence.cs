using System.Collections.Immutable;

namespace CoreTop.Model.Causes;

/// <summary>What was read to find out who confined tasks: their processes, and all ancestors of those.</summary>
/// <param name="Processes">By PID. A process that ended meanwhile is not in it.</param>
/// <param name="HasOpenBlasSegment">On this machine some OpenBLAS pins threads: its shared memory segment exists. Null when unknown.</param>
public sealed record CauseEvidence(ImmutableDictionary<int, ProcessEvidence> Processes, bool? HasOpenBlasSegment);
