namespace CoreTop.Analysis.Blaming;

/// <summary>Workers of one program that are pinned to one CPU each, in turn.</summary>
/// <param name="Program">The program; may hold any character.</param>
/// <param name="Owner">The process whose threads they are, or their parent.</param>
/// <param name="Workers">How many there are.</param>
/// <param name="Cpus">On how many CPUs.</param>
/// <param name="Least">The least of them on one of those CPUs.</param>
/// <param name="Most">The most of them on one.</param>
internal sealed record PinnedWorkers(string Program, int Owner, int Workers, int Cpus, int Least, int Most);
