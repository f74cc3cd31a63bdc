using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>Writes a row's text into the buffer and says how long it is.</summary>
internal delegate int CellText(in ProcessRow row, Snapshot snapshot, Span<char> buffer);

/// <summary>Says what is special about a row's text.</summary>
internal delegate CellTone ToneOf(in ProcessRow row, Snapshot snapshot);

/// <summary>How many characters a row's text needs.</summary>
internal delegate int CellLength(in ProcessRow row, Snapshot snapshot);

/// <summary>Orders two rows, the one to show first below zero.</summary>
internal delegate int RowOrder(in ProcessRow left, in ProcessRow right);

/// <summary>One field of a task, which is a column of the process list too: a line of <see cref="ProcessColumns"/>.</summary>
/// <param name="Heading">Its heading; also its name on the command line and in filters, in any case.</param>
/// <param name="Width">Cells it takes, the blank before it included; for the last column the least it takes.</param>
/// <param name="IsLeft">Its text begins at the left, after the blank.</param>
/// <param name="Rank">Which columns go first when the screen is narrow: the highest.</param>
/// <param name="Help">A sentence for the help screen.</param>
/// <param name="Text">Its text.</param>
/// <param name="Order">Its natural order: most interesting first.</param>
/// <param name="Tone">What is special about a row's text; null where nothing ever is.</param>
internal sealed record ProcessColumn(
    string Heading, int Width, bool IsLeft, int Rank, string Help, CellText Text, RowOrder Order, ToneOf? Tone = null)
{
    /// <summary>Its name in JSON and CSV, which says the unit; also on the command line and in filters, in any case.</summary>
    public required string JsonName { get; init; }

    /// <summary>A short name for the command line and filters, in any case; null for none.</summary>
    public string? ShortName { get; init; }

    /// <summary>What kind of value it has.</summary>
    public required FieldKind Kind { get; init; }

    /// <summary>Its value, which filters compare and documents write.</summary>
    public required FieldValue Value { get; init; }

    /// <summary>It is of <see cref="ProcessDetails"/>, which are read late for tasks out of view.</summary>
    public bool NeedsDetails { get; init; }

    /// <summary>Which part of the table it stands in.</summary>
    public ColumnCategory Category { get; init; }

    /// <summary>What its numbers count, in words; empty for a text.</summary>
    public string Unit { get; init; } = string.Empty;

    /// <summary>Where the kernel tells it: file and field.</summary>
    public string Source { get; init; } = string.Empty;

    /// <summary>What must be read for it that is not read anyway.</summary>
    public ExtraFiles Needs { get; init; }

    /// <summary>Cells it takes on this machine, where <see cref="Width"/> may be too few; null where it never is.</summary>
    public Func<Snapshot, int>? NeededWidth { get; init; }

    /// <summary>Its natural order where that depends on the reading; null where <see cref="Order"/> says all.</summary>
    public Func<Snapshot, RowOrder>? OrderIn { get; init; }

    /// <summary>On the screen it is as wide as the rows in view need, its heading at least; null where it is as wide as its table says.</summary>
    public CellLength? Contents { get; init; }

    /// <summary>The text that nearly every row has, so that it says nothing and may be drawn faintly; null where there is none.</summary>
    public string? UsualText { get; init; }

    /// <summary>Its zero means that there is nothing of what it counts, so that it may be drawn faintly. The CPU 0 and the user 0 are something.</summary>
    public bool IsZeroNothing => Kind is FieldKind.Share or FieldKind.Rate or FieldKind.Bytes or FieldKind.Seconds
        || (Kind == FieldKind.Number && !IsAscending);

    /// <summary>Its natural order begins with the lowest value; else with the highest.</summary>
    public bool IsAscending { get; init; }

    /// <summary>How it comes about for a group of processes, where its kind does not say that: numbers that count something are added up.</summary>
    public GroupRule? OfGroup { get; init; }

    /// <summary>How it comes about for a group of processes.</summary>
    public GroupRule GroupRule => OfGroup ?? Kind switch
    {
        FieldKind.Share or FieldKind.Rate or FieldKind.Bytes or FieldKind.Seconds => GroupRule.Sum,
        FieldKind.Number when !IsAscending => GroupRule.Sum,
        FieldKind.Time => GroupRule.Oldest,
        _ => GroupRule.Same,
    };

    /// <summary>A text that may be longer than the column is wide: it is cut, and ends in <c>…</c> there.</summary>
    public bool IsLong { get; init; }
}
