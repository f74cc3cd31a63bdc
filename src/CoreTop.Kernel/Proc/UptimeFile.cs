namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/uptime</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_uptime.5.html"/>
internal static class UptimeFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/uptime";

    // A thousand years: beyond that it is garbage.
    private const double MostSeconds = 1000 * 365.0 * 86_400;

    /// <summary>Time since boot: the first number.</summary>
    /// <exception cref="KernelFormatException">It does not begin with a number of seconds.</exception>
    public static TimeSpan Parse(ReadOnlySpan<byte> text)
    {
        double seconds = new FieldReader(text).NextDouble();
        return seconds is >= 0 and < MostSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw new KernelFormatException("It does not begin with a number of seconds.");
    }
}
