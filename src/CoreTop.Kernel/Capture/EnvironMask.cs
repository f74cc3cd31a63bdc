using System.Buffers;
using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>
/// Environments: the variables that say how a program uses CPUs, and of their values what is known as such a setting; numbers of ranks and
/// jobs. All others are left out, their names too.
/// </summary>
/// <param name="words">Masks values.</param>
internal sealed class EnvironMask(WordMask words)
{
    private const int LongestValue = 4096;
    private const int LongestJob = 10;

    private static readonly SearchValues<char> HexDigits = SearchValues.Create("0123456789abcdefABCDEF");

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
            if (JobEnvironment.IsKept(name))
            {
                masked.Append(Name(name)).Append('=').Append(words.Of(value, OfJobs, kind: string.Empty)).Append('\0');
            }
            else if (AffinityVariables.IsKept(name) && AffinityVariables.KeptOf(name, value) is { } kept)
            {
                masked.Append(Name(name)).Append('=').Append(Value(name, kept)).Append('\0');
            }
        }

        return masked.ToString();
    }

    private string Name(string name) => words.Of(name, KeptWords.OfVariables, kind: string.Empty);

    // What was started is one of a few programs, or not kept at all.
    private string Value(string name, string value) =>
        name == "_" ? value : words.Of(value, name.StartsWith("SLURM_", StringComparison.Ordinal) ? OfSlurm : KeptWords.OfSettings, kind: string.Empty);

    // Large sites are beyond their ten millionth job.
    private static bool OfJobs(ReadOnlySpan<char> word) => word.Length <= LongestJob && !word.ContainsAnyExceptInRange('0', '9');

    // Masks of CPUs are hexadecimal there.
    private static bool OfSlurm(ReadOnlySpan<char> word)
    {
        const int LongestMask = 2 + 256;
        bool isMask = word.StartsWith("0x") && word.Length <= LongestMask && !word[2..].ContainsAnyExcept(HexDigits);
        return isMask || KeptWords.OfSettings(word);
    }
}
