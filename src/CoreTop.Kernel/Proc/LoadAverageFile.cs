using System.Buffers.Text;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/loadavg</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_loadavg.5.html"/>
internal static class LoadAverageFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/loadavg";

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">It does not begin with three numbers.</exception>
    public static LoadAverage Parse(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        return new LoadAverage(fields.NextDouble(), fields.NextDouble(), fields.NextDouble());
    }

    /// <summary>Runnable tasks, the number before the slash of the fourth field: those that run too, this reader among them.</summary>
    /// <exception cref="KernelFormatException">It does not have that number.</exception>
    public static int? ParseRunnable(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        fields.Skip(3);
        ReadOnlySpan<byte> counts = fields.Next();
        int slash = counts.IndexOf((byte)'/');
        return slash > 0 && Utf8Parser.TryParse(counts[..slash], out int running, out int used) && used == slash && running >= 0
            ? running
            : throw new KernelFormatException("The number of runnable tasks is missing in it.");
    }

    /// <summary>The PID that was given out last in this PID namespace, to a process or a thread: the fifth field.</summary>
    /// <exception cref="KernelFormatException">It does not have that number.</exception>
    public static int? ParseLastPid(ReadOnlySpan<byte> text)
    {
        var fields = new FieldReader(text);
        fields.Skip(4);
        return fields.NextInt32();
    }
}
