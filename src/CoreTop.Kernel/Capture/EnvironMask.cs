using System.Buffers;
using System.Text;

namespace CoreTop.Kernel.Capture;

/// <summary>Environments: the variables that say how a program uses CPUs, and of their values what is known as such a setting. All others are left out, their names too.</summary>
/// <param name="words">Masks values.</param>
internal sealed class EnvironMask(WordMask words)
{
    private const int LongestValue = 4096;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

    private static readonly string[] Prefixes = ["OMP_", "KMP_", "GOMP_", "RAYON_", "MKL_", "OPENBLAS_", "GOTO_", "GOTOBLAS_"];
    private static readonly string[] Launchers = ["OMPI_COMM_WORLD_", "OMPI_", "PMIX_"];
    private static readonly string[] Exact = ["GOMAXPROCS", "SLURM_CPU_BIND", "SLURM_CPU_BIND_TYPE", "SLURM_CPU_BIND_LIST", "SLURM_CPU_BIND_VERBOSE", "SLURM_JOB_ID"];

    /// <summary>A file of <c>/proc/[pid]/environ</c>.</summary>
    public string Of(ReadOnlySpan<byte> content)
    {
        var masked = new StringBuilder();
        foreach (Range range in content.Split((byte)0))
        {
            ReadOnlySpan<byte> entry = content[range];
            int equals = entry.IndexOf((byte)'=');
            if (equals <= 0 || entry.Length > LongestValue)
            {
                continue;
            }

            string name = Encoding.UTF8.GetString(entry[..equals]);
            string value = Encoding.UTF8.GetString(entry[(equals + 1)..]);
            if (Exact.Contains(name) || Prefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                masked.Append(Name(name)).Append('=').Append(Value(name, value)).Append('\0');
            }
            else if (Launchers.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal)))
            {
                bool tells = name.Contains("bind", StringComparison.Ordinal) || name.Contains("bound", StringComparison.Ordinal)
                    || name.StartsWith(Launchers[0], StringComparison.Ordinal);
                masked.Append(Name(name)).Append('=').Append(tells ? Value(name, value) : string.Empty).Append('\0');
            }
        }

        return masked.ToString();
    }

    private string Name(string name) => words.Of(name, KeptWords.OfVariables, kind: string.Empty);

    private string Value(string name, string value) =>
        words.Of(value, name.StartsWith("SLURM_", StringComparison.Ordinal) ? OfSlurm : KeptWords.OfSettings, kind: string.Empty);

    // Masks of CPUs are hexadecimal there.
    private static bool OfSlurm(ReadOnlySpan<char> word)
    {
        const int LongestMask = 2 + 256;
        bool isMask = word.StartsWith("0x") && word.Length <= LongestMask && !word[2..].ContainsAnyExcept(HexDigits);
        return isMask || KeptWords.OfSettings(word);
    }
}
