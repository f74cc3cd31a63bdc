using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Inspection;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/[pid]/limits</c>: a table whose columns stand under its headings.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_limits.5.html"/>
internal static class LimitsFile
{
    /// <summary>The limits in the file's order; lines too short to hold one are left out.</summary>
    public static ImmutableArray<ResourceLimit> Parse(ReadOnlySpan<byte> text)
    {
        var limits = ImmutableArray.CreateBuilder<ResourceLimit>();
        var lines = new LineReader(text);
        if (!lines.TryNext(out ReadOnlySpan<byte> heading))
        {
            return [];
        }

        int soft = heading.IndexOf("Soft Limit"u8), hard = heading.IndexOf("Hard Limit"u8), units = heading.IndexOf("Units"u8);
        while (soft > 0 && hard > soft && units > hard && lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (line.Length > hard)
            {
                limits.Add(new ResourceLimit(
                    Cell(line, 0, soft), Cell(line, soft, hard), Cell(line, hard, units), Cell(line, units, line.Length)));
            }
        }

        return limits.ToImmutable();
    }

    private static string Cell(ReadOnlySpan<byte> line, int start, int end) =>
        start >= line.Length ? string.Empty : Encoding.UTF8.GetString(line[start..Math.Min(end, line.Length)].Trim((byte)' '));
}
