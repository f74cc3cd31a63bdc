using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>A finding as a sentence for the room there is.</summary>
internal static class FindingText
{
    private const int LongCpus = 20;
    private const string SetBy = "set by ";

    // What follows who did it, and is not said where there is little room.
    private static readonly string[] Asides = [" (", ", ", ": ", " or what started "];

    /// <summary><c>pile-up on CPU 35</c>: which of several findings is meant.</summary>
    public static string Name(Finding finding)
    {
        if (finding.Cpus.IsEmpty)
        {
            return finding.Rule.Name;
        }

        string cpus = Count.Cpus(finding.Cpus);
        return $"{finding.Rule.Name} on {(cpus.Length <= LongCpus ? cpus : Count.Of(finding.Cpus.Count, "CPU"))}";
    }

    /// <summary>
    /// The finding in fewer and fewer words, the whole message first. Each form names the program, how many tasks, their CPUs and who set
    /// their mask, as far as that is known; the idle CPUs leave first, what it costs last.
    /// </summary>
    public static IEnumerable<string> Forms(Finding finding)
    {
        yield return finding.Message;
        if (finding.Remark is not null)
        {
            yield return (finding with { Remark = null }).Message;
        }

        ImmutableArray<string> briefs = finding.Briefs;
        if (!finding.HasCause || finding.Cause is not { } cause)
        {
            yield return finding.Sentence;
            foreach (string brief in briefs)
            {
                yield return brief;
            }

            yield break;
        }

        string who = Standing(cause.Phrase), shorter = Standing(WithoutAsides(cause.Phrase)), shortest = WithoutVerb(shorter);
        yield return $"{finding.Sentence} {char.ToUpperInvariant(who[0])}{who.AsSpan(1)}.";
        yield return $"{briefs[0]}; {who}";
        foreach (string brief in briefs[..Math.Max(1, briefs.Length - 1)])
        {
            yield return $"{brief}; {shorter}";
        }

        yield return $"{briefs[^Math.Min(2, briefs.Length)]}; {shortest}";
        yield return $"{briefs[^1]}; {shortest}";
    }

    // A clause about the mask must stand without it.
    private static string Standing(string phrase) =>
        phrase.StartsWith("which ", StringComparison.Ordinal) || phrase.StartsWith("where ", StringComparison.Ordinal) ? $"on CPUs {phrase}" : phrase;

    private static string WithoutAsides(string phrase)
    {
        int end = phrase.Length;
        foreach (string aside in Asides)
        {
            int at = phrase.IndexOf(aside, StringComparison.Ordinal);
            end = at > 0 ? Math.Min(end, at) : end;
        }

        return LastOfPaths(phrase[..end]);
    }

    // /system.slice/docker.service/x says as much by its end.
    private static string LastOfPaths(string phrase)
    {
        int path = phrase.IndexOf(" /", StringComparison.Ordinal);
        int last = phrase.LastIndexOf('/');
        return path >= 0 && last > path + 1 ? $"{phrase.AsSpan(0, path)} …{phrase.AsSpan(last)}" : phrase;
    }

    private static string WithoutVerb(string phrase)
    {
        int at = phrase.IndexOf(SetBy, StringComparison.Ordinal);
        return at < 0 ? phrase : at == 0 ? phrase["set ".Length..] : $"{phrase.AsSpan(0, at)}{phrase.AsSpan(at + SetBy.Length)}";
    }
}
