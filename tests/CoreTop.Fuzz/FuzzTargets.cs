using System.Collections.Immutable;
using CoreTop.Fuzz.Targets;

namespace CoreTop.Fuzz;

/// <summary>Every parser of the program.</summary>
internal static class FuzzTargets
{
    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        .. TaskFileTargets.All, .. SystemFileTargets.All, .. CpuTextTargets.All, .. GrammarTargets.All, .. StoredTextTargets.All,
        .. ShownTextTargets.All, .. TerminalInputTargets.All, MachineTarget.Target,
    ];

    /// <summary>The target of that name; null when there is none.</summary>
    public static FuzzTarget? Find(string name) => All.FirstOrDefault(target => target.Name == name);
}
