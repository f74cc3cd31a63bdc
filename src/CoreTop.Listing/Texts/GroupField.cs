using System.Globalization;
using CoreTop.Listing.Rows;

namespace CoreTop.Listing.Texts;

/// <summary>How a group of processes reads in the list: <c>+ python train.py ×36</c>, and how many are in which state where they differ.</summary>
internal static class GroupField
{
    private const string Unfold = "+ ", Fold = "- ";
    private const int LongestEnd = 64;

    /// <summary>Writes it and says how long it is. Where there is no room the program is shortened: how many they are stays, then in which states.</summary>
    /// <param name="row">The row.</param>
    /// <param name="group">Its group.</param>
    /// <param name="to">Where to.</param>
    /// <param name="name">The part that stands out: the program and how many; empty for kernel threads.</param>
    public static int Write(in ProcessRow row, TaskGroup group, Span<char> to, out Range name)
    {
        Span<char> end = stackalloc char[LongestEnd];
        int count = Count(end, group.Members.Length);
        int all = count;
        if (group.States.Length > 0)
        {
            all += FieldText.Text(end[all..], "  ");
            all += FieldText.Text(end[all..], group.States);
        }

        int start = FieldText.Text(to, row.Is(RowTraits.Folded) ? Unfold : Fold);
        int room = to.Length - start;
        ReadOnlySpan<char> program = group.Label;
        end = end[..(program.Length + all <= room ? all : count)];
        program = program.Length <= room - end.Length ? program : Shorter(program, room - end.Length);
        int label = FieldText.Cut(to.Slice(start, Math.Clamp(room - end.Length, 0, program.Length)), program);
        int written = start + label + FieldText.Text(to[(start + label)..], end);
        name = row.Task.IsKernelThread ? default : start..Math.Min(start + label + count, written);
        return written;
    }

    // What an interpreter runs says more than the interpreter. A text has blanks, and its beginning says most.
    private static ReadOnlySpan<char> Shorter(ReadOnlySpan<char> program, int room)
    {
        ReadOnlySpan<char> script = program[(program.IndexOf(' ') + 1)..];
        while (script is ['-', ..] && script.IndexOf(' ') is >= 0 and int end)
        {
            script = script[(end + 1)..];
        }

        return script.Length <= room || script.Contains(' ') ? script : program;
    }

    private static int Count(Span<char> to, int count) =>
        to.TryWrite(CultureInfo.InvariantCulture, $" ×{count}", out int length) ? length : 0;
}
