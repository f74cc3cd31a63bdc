using System.Collections.Immutable;
using CoreTop.Model.Causes;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// <c>/proc/[pid]/environ</c>: the variables a program was started with, of which only those that may have to do with
/// affinity ever leave this parser.
/// </summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html"/>
internal static class EnvironFile
{
    private const int LongestName = 64;

    // Places and masks are listed one by one for each core of a large machine.
    private const int LongestValue = 2048;

    /// <summary>The variables that matter, in the file's order. Anything but <c>NAME=value</c> is left out.</summary>
    public static ImmutableArray<EnvironmentVariable> Parse(ReadOnlySpan<byte> text)
    {
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariable>();
        foreach (Range range in text.Split((byte)0))
        {
            ReadOnlySpan<byte> entry = text[range];
            int equals = entry.IndexOf((byte)'=');
            if (equals is <= 0 or > LongestName)
            {
                continue;
            }

            string name = PrintableText.Of(entry[..equals], LongestName);
            if (AffinityVariables.IsKept(name)
                && AffinityVariables.KeptOf(name, PrintableText.Of(entry[(equals + 1)..], LongestValue)) is { } value)
            {
                variables.Add(new EnvironmentVariable(name, value));
            }
        }

        return variables.ToImmutable();
    }
}
