using System.Buffers.Text;
using System.Collections.Immutable;

namespace CoreTop.Kernel.Proc;

/// <summary>What CoreTop uses of <c>/proc/[pid]/maps</c>: which libraries that may set an affinity are loaded.</summary>
/// <param name="Libraries">Their file names, each once, in the order of their addresses.</param>
/// <param name="HasOpenBlasTable">OpenBLAS's shared memory segment, key 0x00510510, is mapped.</param>
/// <param name="LlvmVersion">The number in the folder that libomp lies in, such as <c>/usr/lib/llvm-16/lib</c>; null when there is none.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_maps.5.html"/>
internal sealed record MapsFile(ImmutableArray<string> Libraries, bool HasOpenBlasTable, int? LlvmVersion)
{
    private const int LongestName = 80;

    /// <summary>Parses the whole file; other lines are left out.</summary>
    public static MapsFile Parse(ReadOnlySpan<byte> text)
    {
        var libraries = ImmutableArray.CreateBuilder<string>();
        bool hasTable = false;
        int? llvm = null;
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

            if (file.StartsWith("libomp"u8))
            {
                llvm ??= VersionOf(line[..slash]);
            }

            string name = PrintableText.Of(file, LongestName);
            if (!libraries.Contains(name))
            {
                libraries.Add(name);
            }
        }

        return new MapsFile(libraries.ToImmutable(), hasTable, llvm);
    }

    private static int? VersionOf(ReadOnlySpan<byte> folder)
    {
        int at = folder.IndexOf("/llvm-"u8);
        return at >= 0 && Utf8Parser.TryParse(folder[(at + "/llvm-"u8.Length)..], out int version, out _) ? version : null;
    }

    // "libomp" must not match libompi's helpers nor libompd, the debugger's.
    private static bool IsWanted(ReadOnlySpan<byte> file) =>
        file.StartsWith("libgomp"u8) || file.StartsWith("libiomp5"u8)
            || (file.StartsWith("libomp"u8) && file.Length > 6 && !char.IsAsciiLetter((char)file[6]))
            || file.StartsWith("libopenblas"u8) || file.StartsWith("libscipy_openblas"u8)
            || file.StartsWith("libc.so"u8) || file.StartsWith("libc-"u8) || file.StartsWith("ld-musl"u8)
            || file.StartsWith("libmkl_"u8) || file.StartsWith("libmpi"u8) || file.StartsWith("libpmix"u8);
}
