using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;

namespace CoreTop.Model.Sampling;

/// <summary>What a reading is to hold beyond what every reading holds.</summary>
public sealed record SampleRequest
{
    /// <summary>The least: what a refresh of the screen needs.</summary>
    public static SampleRequest Ordinary { get; } = new();

    /// <summary>All there is of every task: for commands that read twice and end.</summary>
    public static SampleRequest Everything { get; } = new() { AllThreads = true, AllDetails = true, AllExtras = true, Switches = true };

    /// <summary>Read the threads of every process, not only of those that run.</summary>
    public bool AllThreads { get; init; }

    /// <summary>Read the details of every process now, not a few at each reading.</summary>
    public bool AllDetails { get; init; }

    /// <summary>Read how often each runnable task left a CPU to sleep: dearer than all else that is read of a task.</summary>
    public bool Switches { get; init; }

    /// <summary>
    /// The first reading ends after so long, when it has what fills a screen, and its sample is partial; null for a whole one. Others are
    /// always whole.
    /// </summary>
    public TimeSpan? Patience { get; init; }

    /// <summary>What to read for the header's meters alone.</summary>
    public MeterNeeds Meters { get; init; }

    /// <summary>Read clock and temperature of these CPUs, as far as they are online: one or two short files each.</summary>
    public CpuSet SensorsOf { get; init; } = CpuSet.Empty;

    /// <summary>Read these of the processes in view, at each reading.</summary>
    public ExtraFiles Extras { get; init; }

    /// <summary>Read these of every process, because the list is sorted by what they hold: in turn where there are many.</summary>
    public ExtraFiles ExtrasOfAll { get; init; }

    /// <summary>Read <see cref="ExtrasOfAll"/> of every process now, not in turn: for what is printed and not drawn again.</summary>
    public bool AllExtras { get; init; }

    /// <summary>PIDs in view: their details come first. Not to be changed after it is given.</summary>
    public IReadOnlySet<int> Visible { get; init; } = ImmutableHashSet<int>.Empty;

    /// <summary>A PID whose threads are read at each reading, whether they run or not; null for none.</summary>
    public int? Watched { get; init; }
}
