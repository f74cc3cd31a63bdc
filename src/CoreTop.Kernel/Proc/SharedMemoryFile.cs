using System.Buffers.Text;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/sysvipc/shm</c>: the machine's System V shared memory segments.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_sysvipc.5.html"/>
internal static class SharedMemoryFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/sysvipc/shm";

    /// <summary>The key under which an OpenBLAS built with affinity keeps its table of pinned CPUs.</summary>
    public const int OpenBlasKey = 0x00510510;

    /// <summary>Whether a segment has the key, which the file's first column gives in decimal.</summary>
    public static bool HasKey(ReadOnlySpan<byte> text, int key)
    {
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            ReadOnlySpan<byte> field = new FieldReader(line).Next();
            if (Utf8Parser.TryParse(field, out int found, out int used) && used == field.Length && found == key)
            {
                return true;
            }
        }

        return false;
    }
}
