using System.Collections.Immutable;
using CoreTop.Analysis.Blaming;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging;

/// <summary>Something that is wrong, or that explains what is seen, with its numbers.</summary>
public sealed record Finding
{
    // Below this a loss is shown as 0.0.
    private const double LeastCores = 0.05;

    /// <summary>The rule that found it: one of <see cref="Diagnostician.Rules"/>.</summary>
    public required DiagnosisRule Rule { get; init; }

    /// <summary>How serious it is.</summary>
    public required FindingSeverity Severity { get; init; }

    /// <summary>What it is about: the same text at every refresh as long as it is the same finding of its rule.</summary>
    public required string Subject { get; init; }

    /// <summary>One sentence a tired person understands, without the cause.</summary>
    public required string Sentence { get; init; }

    /// <summary>
    /// The sentence in fewer and fewer words, without the cause, where there is little room: all that matters first, such as
    /// <c>python ×12 on CPU 35: 11.0 cores lost, 11 CPUs idle</c>, at last only who, how many and where. At least one.
    /// </summary>
    public ImmutableArray<string> Briefs => InBrief?.Invoke(this) ?? InFewWords();

    /// <summary>Makes <see cref="Briefs"/> when they are asked for; null where who, how many, where and what it costs say it all.</summary>
    internal Func<Finding, ImmutableArray<string>>? InBrief { get; init; }

    /// <summary>What confines its tasks, such as <c>Affinity mask 35</c>, so that the message can say who set it; null when nothing confines them.</summary>
    public string? Confinement { get; init; }

    /// <summary>Its sentence says what limits its tasks; who set that is looked up as well.</summary>
    public bool IsLimit { get; init; }

    /// <summary>Somebody confined its tasks, so that there is a cause to look up.</summary>
    public bool HasCause => Confinement is not null || IsLimit;

    /// <summary>Another sentence, for which files are read, such as which interrupt it is; null until they were read, or when they say nothing.</summary>
    public string? Remark { get; init; }

    /// <summary>The CPUs it is about; may be empty.</summary>
    public CpuSet Cpus { get; init; } = CpuSet.Empty;

    /// <summary>CPUs that are idle meanwhile and could be used.</summary>
    public CpuSet IdleCpus { get; init; } = CpuSet.Empty;

    /// <summary>What it costs, in cores.</summary>
    public double LostCores { get; init; }

    /// <summary>What it costs in words, such as <c>up to 2.0 cores</c>; null where the number says it all.</summary>
    public string? Loss { get; init; }

    /// <summary>How much more its tasks would get by their fair share, in cores: <see cref="LostCores"/>, and what others have of theirs.</summary>
    public double ShortCores { get; init; }

    /// <summary>Why those cores are lost.</summary>
    public LossKind LostTo { get; init; }

    /// <summary>What follows <c>cores are lost</c>, such as <c>to isolation: …</c>; null where <see cref="LostTo"/> says it all.</summary>
    public string? WhyLost { get; init; }

    /// <summary>Its tasks in the order of their ids; may be empty.</summary>
    public ImmutableArray<FindingTask> Tasks { get; init; } = [];

    /// <summary>Who confined its tasks; null until that was looked up, or when <see cref="HasCause"/> is false.</summary>
    public Cause? Cause { get; init; }

    /// <summary>What would fix it.</summary>
    public required Fix Fix { get; init; }

    /// <summary>What keeps it from coming back, by the cause if there is one; null when nothing is known.</summary>
    public string? Permanent => Cause?.Permanent ?? Fix.Permanent;

    /// <summary>The sentence, what confines the tasks, who did that as far as it is known, and the remark.</summary>
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
            return Remark is null ? message : $"{message} {Remark}";
        }
    }

    /// <summary>What it costs, such as <c>11.0 cores lost</c> or <c>8.0 cores short of a fair share</c>; null for next to nothing.</summary>
    internal string? Cost => LostCores >= LeastCores ? $"{Loss ?? Phrases.Cores(LostCores)} lost"
        : ShortCores >= LeastCores ? $"{Phrases.Cores(ShortCores)} short of a fair share"
        : null;

    /// <summary>The whole first, then without the idle CPUs, then without what it costs; where it costs nothing, the beginning of its sentence.</summary>
    /// <param name="manner">How its tasks are on its CPUs.</param>
    /// <param name="doers">Who they are; null where their programs and number say it.</param>
    internal ImmutableArray<string> InFewWords(string manner = "on", string? doers = null)
    {
        if (Cost is not { } cost || Tasks.IsEmpty || Cpus.IsEmpty)
        {
            return [FindingWords.FirstOf(Sentence)];
        }

        string who = doers ?? FindingWords.Who(Tasks), cpus = FindingWords.Cpus(Cpus);
        string brief = $"{who} {manner} {cpus}: {cost}", shorter = $"{who} on {cpus}: {cost}", last = $"{who}, {cpus}";
        string[] briefs = IdleCpus.IsEmpty ? [brief, shorter, last] : [$"{brief}, {Phrases.Count(IdleCpus.Count, "CPU")} idle", brief, shorter, last];
        return [.. briefs.Distinct()];
    }

    /// <summary>A finding of a rule.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="subject">What it is about; see <see cref="Subject"/>.</param>
    /// <param name="sentence">One sentence, without the cause.</param>
    /// <param name="fix">What would fix it.</param>
    internal static Finding Of(DiagnosisRule rule, string subject, string sentence, Fix fix) =>
        new() { Rule = rule, Severity = rule.Severity, Subject = subject, Sentence = sentence, Fix = fix };
}
