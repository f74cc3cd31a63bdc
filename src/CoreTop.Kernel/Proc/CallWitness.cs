using System.Buffers.Text;

namespace CoreTop.Kernel.Proc;

/// <summary>What may answer this program's system calls in the kernel's place: of <c>/proc/self/status</c>.</summary>
/// <param name="TracerPid">Line <c>TracerPid</c>: the process that traces this one; 0 for none or not known.</param>
/// <param name="HasFilter">Line <c>Seccomp</c> is 2: a seccomp filter decides about calls.</param>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_status.5.html"/>
public readonly record struct CallWitness(int TracerPid, bool HasFilter)
{
    private const int FilterMode = 2;

    /// <summary>Parses the whole file; what it does not hold, or holds malformed, is not known.</summary>
    public static CallWitness Parse(ReadOnlySpan<byte> text)
    {
        int tracer = 0, mode = 0;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            if (key.SequenceEqual("TracerPid"u8))
            {
                tracer = Number(value);
            }
            else if (key.SequenceEqual("Seccomp"u8))
            {
                mode = Number(value);
            }
        }

        return new CallWitness(tracer, mode == FilterMode);
    }

    private static int Number(ReadOnlySpan<byte> value)
    {
        value = value.TrimStart(" \t"u8);
        return Utf8Parser.TryParse(value, out int number, out _) && number > 0 ? number : 0;
    }
}
