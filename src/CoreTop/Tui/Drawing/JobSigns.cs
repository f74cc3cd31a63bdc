using System.Collections.Immutable;
using CoreTop.Listing.Jobs;

namespace CoreTop.Tui.Drawing;

/// <summary>What the characters of the job view mean.</summary>
internal static class JobSigns
{
    public const char Runs = '█';
    public const char LastRan = '▒';
    public const char MayRun = '·';
    public const char BetweenNodes = '┃';
    public const char BetweenCaches = '│';

    /// <summary>Each sign with its meaning.</summary>
    public static ImmutableArray<(char Sign, string Meaning)> Legend { get; } =
    [
        (Runs, "runs or waits"), (LastRan, "sleeps, ran last"), (MayRun, "may run"),
    ];

    /// <summary>The sign of a cell.</summary>
    public static char Of(JobSign sign) => sign switch
    {
        JobSign.Runs => Runs,
        JobSign.LastRan => LastRan,
        JobSign.MayRun => MayRun,
        _ => ' ',
    };
}
