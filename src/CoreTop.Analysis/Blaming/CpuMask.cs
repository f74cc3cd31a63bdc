using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming;

/// <summary>Masks of CPUs as one hexadecimal number, as Slurm and taskset write them.</summary>
internal static class CpuMask
{
    private const int BitsOfDigit = 4, BitsOfWord = 64;

    /// <summary>The CPUs of a number without its <c>0x</c>; null when it is not one.</summary>
    public static CpuSet? TryParse(ReadOnlySpan<char> digits)
    {
        if (digits.Length is 0 or > CpuId.HighestNumber / BitsOfDigit)
        {
            return null;
        }

        var words = new ulong[(digits.Length * BitsOfDigit / BitsOfWord) + 1];
        for (int i = 0; i < digits.Length; i++)
        {
            char digit = char.ToLowerInvariant(digits[^(i + 1)]);
            if (!char.IsAsciiHexDigit(digit))
            {
                return null;
            }

            int bit = i * BitsOfDigit;
            ulong value = (ulong)(char.IsAsciiDigit(digit) ? digit - '0' : digit - 'a' + 10);
            words[bit / BitsOfWord] |= value << (bit % BitsOfWord);
        }

        return CpuSet.FromWords(words);
    }
}
