using System.Collections.Immutable;
using CoreTop.Model.Causes;

namespace CoreTop.Kernel.Proc;

/// <summary>
/// <c>/proc/[pid]/environ</c>: the variables a program was started with, of which only those that may have to do with
/// affinity ever leave this parser.
/// </summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html"/>
public static class EnvironFile
{
    private const int LongestName = 64;
    private const int LongestValue = 80;

    /// <summary>The variables that matter, in the file's order. What is no <c>NAME=value</c> is left out.</summary>
    public static ImmutableArray<EnvironmentVariable> Parse(ReadOnlySpan<byte> text)
    {
        var variables = ImmutableArray.CreateBuilder<EnvironmentVariable>();
        foreach (Range range in text.Split((byte)0))
        {
            ReadOnlySpan<byte> entry = text[range];
            int equals = entry.IndexOf((byte)'=');
            if (equals is > 0 and <= LongestName && IsWanted(entry[..equals]))
            {
                ReadOnlySpan<byte> name = entry[..equals];
                ReadOnlySpan<byte> value = IsValueWanted(name) ? entry[(equals + 1)..] : default;
                variables.Add(new EnvironmentVariable(
                    PrintableText.Of(name, LongestName), PrintableText.Of(value, LongestValue)));
            }
        }

        return variables.ToImmutable();
    }

    private static bool IsWanted(ReadOnlySpan<byte> name) =>
        IsOfRuntime(name)
            || name.StartsWith("OMPI_"u8) || name.StartsWith("PMIX_"u8)
            || (name.StartsWith("SLURM_"u8) && name.IndexOf("CPU_BIND"u8) >= 0)
            || name.SequenceEqual("SLURM_JOB_ID"u8);

    // Launchers also hand over addresses and keys: of theirs only what tells of binding is kept.
    private static bool IsValueWanted(ReadOnlySpan<byte> name) =>
        IsOfRuntime(name) || name.StartsWith("SLURM_"u8)
            || name.IndexOf("bind"u8) >= 0 || name.IndexOf("bound"u8) >= 0 || name.StartsWith("OMPI_COMM_WORLD_"u8);

    private static bool IsOfRuntime(ReadOnlySpan<byte> name) =>
        name.StartsWith("OMP_"u8) || name.StartsWith("GOMP_"u8) || name.StartsWith("KMP_"u8)
            || name.StartsWith("OPENBLAS_"u8) || name.StartsWith("GOTO_"u8) || name.StartsWith("MKL_"u8);
}
