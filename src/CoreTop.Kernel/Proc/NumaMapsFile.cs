using System.Buffers.Text;
using System.Collections.Immutable;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary>What CoreTop uses of <c>/proc/[pid]/numa_maps</c>: on which NUMA nodes a process's pages lie.</summary>
/// <remarks>The kernel walks the page tables for it and stops the process's memory calls meanwhile: read on request only.</remarks>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_numa_maps.5.html"/>
internal static class NumaMapsFile
{
    private const ulong DefaultPageKibibytes = 4;

    /// <summary>Bytes on each node, by rising number; nodes without any are left out.</summary>
    public static ImmutableArray<NodeMemory> Parse(ReadOnlySpan<byte> text)
    {
        var bytes = new SortedDictionary<int, ulong>();
        var pages = new List<(int Node, ulong Pages)>();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            pages.Clear();
            ulong pageKibibytes = ParseLine(line, pages);
            foreach ((int node, ulong count) in pages)
            {
                bytes[node] = unchecked(bytes.GetValueOrDefault(node) + (count * pageKibibytes * 1024));
            }
        }

        return [.. bytes.Select(entry => new NodeMemory(entry.Key, entry.Value))];
    }

    // address policy [file=path ...] N0=pages N1=pages kernelpagesize_kB=4; blanks in a path are escaped.
    private static ulong ParseLine(ReadOnlySpan<byte> line, List<(int Node, ulong Pages)> pages)
    {
        ulong pageKibibytes = DefaultPageKibibytes;
        var fields = new FieldReader(line);
        fields.Skip(2);
        for (ReadOnlySpan<byte> field = fields.Next(); !field.IsEmpty; field = fields.Next())
        {
            int equals = field.IndexOf((byte)'=');
            if (equals <= 0 || !Utf8Parser.TryParse(field[(equals + 1)..], out ulong value, out _))
            {
                continue;
            }

            ReadOnlySpan<byte> key = field[..equals];
            if (key.SequenceEqual("kernelpagesize_kB"u8))
            {
                pageKibibytes = value;
            }
            else if (key[0] == 'N' && Utf8Parser.TryParse(key[1..], out int node, out int used) && used == key.Length - 1)
            {
                pages.Add((node, value));
            }
        }

        return pageKibibytes;
    }
}
