using System.Buffers.Text;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Proc;

/// <summary>A process's session as the scheduler sees it: <c>/proc/[pid]/autogroup</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/sched.7.html"/>
internal static class AutogroupFile
{
    private static ReadOnlySpan<byte> Prefix => "/autogroup-"u8;

    private static ReadOnlySpan<byte> NiceWord => " nice "u8;

    /// <summary>Parses the whole file, <c>/autogroup-1203 nice 0</c>; null when it is empty: the process is in none.</summary>
    /// <exception cref="KernelFormatException">It is something else.</exception>
    public static Autogroup? Parse(ReadOnlySpan<byte> text)
    {
        if (text.IsEmpty)
        {
            return null;
        }

        if (text.StartsWith(Prefix)
            && Utf8Parser.TryParse(text[Prefix.Length..], out long number, out int used)
            && text[(Prefix.Length + used)..] is var rest && rest.StartsWith(NiceWord)
            && Utf8Parser.TryParse(rest[NiceWord.Length..], out int nice, out _))
        {
            return new Autogroup(number, nice);
        }

        throw new KernelFormatException("No autogroup is named in it.");
    }
}
