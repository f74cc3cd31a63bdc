using System.Collections.Immutable;

namespace CoreTop.Kernel.Proc;

/// <summary>What CoreTop uses of <c>/proc/[pid]/maps</c>: which libraries that may set an affinity are loaded.</summary>
/// <param name="Libraries">Their file names, each once, in the order of their addresses.</param>
/// <param name="HasOpenBlasTable">OpenBLAS's shared memory segment, key 0x00510510, is mapped.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html"/>
public sealed record MapsFile(ImmutableArray<string> Libraries, bool HasOpenBlasTable)
{
    private const int LongestName = 80;

    /// <summary>Parses the whole file; lines that are none are left out.</summary>
    public static MapsFile Parse(ReadOnlySpan<byte> text)
    {
        var libraries = ImmutableArray.CreateBuilder<string>();
        bool hasTable = false;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            int slash = line.LastIndexOf((byte)'/');
            if (slash < 0)
            {
                continue;
            }

            ReadOnlySpan<byte> file = line[(slash + 1)..];
            hasTable |= file.StartsWith("SYSV00510510"u8);
            if (!IsWanted(file))
            {
                continue;
            }

            string name = PrintableText.Of(file, LongestName);
            if (!libraries.Contains(name))
            {
                libraries.Add(name);
            }
        }

        return new MapsFile(libraries.ToImmutable(), hasTable);
    }

    // "libomp" must not match libompi's helpers nor libompd, the debugger's.
    private static bool IsWanted(ReadOnlySpan<byte> file) =>
        file.StartsWith("libgomp"u8) || file.StartsWith("libiomp5"u8)
            || (file.StartsWith("libomp"u8) && file.Length > 6 && !char.IsAsciiLetter((char)file[6]))
            || file.StartsWith("libopenblas"u8) || file.StartsWith("libscipy_openblas"u8)
            || file.StartsWith("libmkl_"u8) || file.StartsWith("libmpi"u8) || file.StartsWith("libpmix"u8);
}
