using System.Collections.Immutable;

namespace CoreTop.Listing.Rows;

/// <summary>What the character before a row means: nothing is shown by colour alone.</summary>
internal static class RowSigns
{
    public const char Tagged = '*';
    public const char PartlyTagged = '~';
    public const char New = '+';
    public const char Ended = '-';
    public const char Context = ':';
    public const char Finding = '!';
    public const char Note = '·';

    /// <summary>Each sign with its meaning, for the help screen.</summary>
    public static ImmutableArray<(char Sign, string Meaning)> Legend { get; } =
    [
        (Tagged, "tagged"),
        (PartlyTagged, "a group of which some processes are tagged"),
        (Finding, "a task of what is wrong, which the line under the core panel says, or the process of one"),
        (Note, "the same, where that line is but a note"),
        (New, "came of late"),
        (Ended, "ended of late"),
        (Context, "shown in the tree only because something below it is: the filter leaves the task itself out"),
    ];
}
