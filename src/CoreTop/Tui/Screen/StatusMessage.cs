using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Screen;

/// <summary>What the message line says until the next message.</summary>
/// <param name="Text">One or more sentences.</param>
/// <param name="Kind">How it is drawn.</param>
internal sealed record StatusMessage(string Text, StatusKind Kind)
{
    /// <summary>What cannot be read, the worst of it; null when there is nothing to say.</summary>
    public static StatusMessage? Of(ImmutableArray<ReadProblem> problems)
    {
        ReadProblem? said = null;
        foreach (ReadProblem problem in problems)
        {
            said = said is null or { IsByDesign: true } ? problem : said;
        }

        return said is null ? null
            : new StatusMessage($"{said.Path}: {said.Message}", said.IsByDesign ? StatusKind.Note : StatusKind.Problem);
    }
}
