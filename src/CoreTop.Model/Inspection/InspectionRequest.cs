using CoreTop.Model.Tasks;

namespace CoreTop.Model.Inspection;

/// <summary>Asks for a part of one process.</summary>
/// <param name="Key">The process: its leader.</param>
/// <param name="Part">The part.</param>
public sealed record InspectionRequest(TaskKey Key, InspectedPart Part);
