using CoreTop.Listing.Fields;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>How the text of a cell of the list looks: what is nothing is faint, and sizes have the colour of their unit.</summary>
internal static class CellInks
{
    private const string Unknown = "-";

    /// <summary>The ink of a cell.</summary>
    /// <param name="column">Its column.</param>
    /// <param name="tone">What is special about it.</param>
    /// <param name="text">What it says.</param>
    public static Ink Of(ProcessColumn column, CellTone tone, ReadOnlySpan<char> text) => tone switch
    {
        CellTone.Running => Ink.Running,
        CellTone.Waiting => Ink.Waiting,
        CellTone.Narrowed => Ink.Narrowed,
        CellTone.KernelThread => Ink.KernelThread,
        CellTone.Thread => Ink.Notice,
        _ when text is Unknown || (column.UsualText is { } usual && text.SequenceEqual(usual)) || (column.IsZeroNothing && IsZero(text)) => Ink.Faint,
        _ when column.Kind == FieldKind.Bytes => OfUnit(text),
        _ => Ink.Normal,
    };

    // 0, 0.0, 0K, 0:00.00
    private static bool IsZero(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> number = text is [.., 'K'] ? text[..^1] : text;
        return !number.IsEmpty && !number.ContainsAnyExcept('0', '.', ':');
    }

    private static Ink OfUnit(ReadOnlySpan<char> text) => text switch
    {
        [.., 'M'] => Ink.Megabytes,
        [.., 'G'] => Ink.Gigabytes,
        [.., 'T' or 'P' or 'E'] => Ink.Terabytes,
        _ => Ink.Normal,
    };
}
