using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/loadavg</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_loadavg.5.html"/>
public static class LoadAverageFile
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
}
