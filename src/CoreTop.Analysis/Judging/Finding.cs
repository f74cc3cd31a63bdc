using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>Something that is wrong, or that explains what is seen, with its evidence.</summary>
public sealed record Finding
{
    /// <summary>The rule that found it: one of <see cref="Diagnostician.Rules"/>.</summary>
    public required DiagnosisRule Rule { get; init; }

    /// <summary>How much it matters.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What it is about: the same text at each refresh while it is the same finding of its rule.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence a tired person understands, without the cause.</summary>
    public required string Sentence { get; init; }

    /// <summary>What confines its tasks, such as <c>Affinity mask 35</c>, for the message to say who set it; null when nothing does.</summary>
    public string? Confinement { get; init; }

    /// <summary>Its sentence says what limits its tasks; who set that is looked up, too.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Somebody confined its tasks, so that there is a cause to look up.</summary>
    public bool HasCause => Confinement is not null || IsLimit;

    /// <summary>A further sentence that takes a look at files, such as which interrupt it is; null until somebody looked, or when that tells nothing.</summary>
    public string? Detail { get; init; }

    /// <summary>The CPUs it is about; empty when it is about none.</summary>
    public CpuSet Cpus { get; init; } = CpuSet.Empty;

    /// <summary>CPUs that idle meanwhile and could be used.</summary>
    public CpuSet IdleCpus { get; init; } = CpuSet.Empty;

    /// <summary>What it costs, in cores.</summary>
    public double LostCores { get; init; }

    /// <summary>What it costs in words, such as <c>up to 2.0 cores lost</c>; null where the number is sure.</summary>
    public string? Loss { get; init; }

    /// <summary>What its tasks would get more by their fair share, in cores: <see cref="LostCores"/>, and what others have of theirs.</summary>
    public double ShortCores { get; init; }

    /// <summary>What those cores are lost to.</summary>
    public LossKind LostTo { get; init; }

    /// <summary>Its tasks in the order of their ids; empty when it is about none.</summary>
    public ImmutableArray<FindingTask> Tasks { get; init; } = [];

    /// <summary>Who set the confinement; null until somebody looked, or when <see cref="HasCause"/> is false.</summary>
    public Cause? Cause { get; init; }

    /// <summary>What would put it right.</summary>
    public required Fix Fix { get; init; }

    /// <summary>What keeps it from coming back: the cause knows best; null when nothing is known.</summary>
    public string? Permanent => Cause?.Permanent ?? Fix.Permanent;

    /// <summary>The sentence, what confines the tasks, who did that as far as it is known, and the detail.</summary>
    public string Message
    {
        get
        {
            string message = (Confinement, Cause) switch
            {
                (null, _) => Sentence,
                (_, null) => $"{Sentence} {Confinement}.",
                _ => $"{Sentence} {Confinement}, {Cause.Phrase}.",
            };
            return Detail is null ? message : $"{message} {Detail}";
        }
    }
}
