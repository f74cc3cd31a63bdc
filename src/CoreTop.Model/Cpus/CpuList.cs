using System.Buffers.Text;
using System.Text;

namespace CoreTop.Model.Cpus;

/// <summary>Reads the kernel's two texts for a set of CPUs: cpulist (<c>0-3,8,16-31:2</c>) and cpumask (<c>ff,00000001</c>).</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/kernel-parameters.html#cpu-lists"/>
public static class CpuList
{
    /// <summary>Parses a cpulist: numbers and ranges, <c>first-last:step</c> and <c>first-last:used/group</c>, comma-separated.</summary>
    /// <param name="text">ASCII text; blanks and a line end around it do not count; empty text is the empty set.</param>
    /// <param name="cpus">The set; empty when the text is not a cpulist.</param>
    /// <returns>Whether the text is a cpulist with numbers up to <see cref="CpuId.HighestNumber"/>.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out CpuSet cpus)
    {
        cpus = CpuSet.Empty;
        text = text.Trim(" \t\r\n\0"u8);
        if (text.IsEmpty)
        {
            return true;
        }

        var mask = new CpuMaskBuilder();
        while (true)
        {
            int comma = text.IndexOf((byte)',');
            if (!TryParsePart(comma < 0 ? text : text[..comma], mask))
            {
                return false;
            }

            if (comma < 0)
            {
                cpus = CpuSet.FromWords(mask.Words);
                return true;
            }

            text = text[(comma + 1)..];
        }
    }

    /// <summary>Parses a cpulist given as a string; see <see cref="TryParse(ReadOnlySpan{byte}, out CpuSet)"/>.</summary>
    public static bool TryParse(string text, out CpuSet cpus) => TryParse(Encoding.UTF8.GetBytes(text), out cpus);

    /// <summary>Parses a cpumask: hexadecimal groups of 32 bits, highest first, comma-separated.</summary>
    public static bool TryParseMask(ReadOnlySpan<byte> text, out CpuSet cpus)
    {
        cpus = CpuSet.Empty;
        text = text.Trim(" \t\r\n\0"u8);
        int groups = text.Count((byte)',') + 1;
        if (groups * 32 > CpuId.HighestNumber + 1)
        {
            return false;
        }

        var words = new ulong[(groups + 1) / 2];
        for (int group = groups - 1; group >= 0; group--)
        {
            int comma = text.IndexOf((byte)',');
            ReadOnlySpan<byte> digits = comma < 0 ? text : text[..comma];
            if (!Utf8Parser.TryParse(digits, out uint bits, out int used, 'x') || used != digits.Length)
            {
                return false;
            }

            words[group / 2] |= (ulong)bits << (group % 2 * 32);
            text = text[(comma + 1)..];
        }

        cpus = CpuSet.FromWords(words);
        return true;
    }

    private static bool TryParsePart(ReadOnlySpan<byte> part, CpuMaskBuilder mask)
    {
        part = part.Trim((byte)' ');
        if (!TryTakeNumber(ref part, out int first))
        {
            return false;
        }

        if (part.IsEmpty)
        {
            mask.Add(first);
            return true;
        }

        if (!TryTake(ref part, '-') || !TryTakeNumber(ref part, out int last) || last < first)
        {
            return false;
        }

        int used = 1, group = 1;
        if (!part.IsEmpty)
        {
            if (!TryTake(ref part, ':') || !TryTakeNumber(ref part, out group) || group == 0)
            {
                return false;
            }

            if (!part.IsEmpty)
            {
                used = group;
                if (!TryTake(ref part, '/') || !TryTakeNumber(ref part, out group) || used > group || !part.IsEmpty)
                {
                    return false;
                }
            }
        }

        for (int start = first; start <= last; start += group)
        {
            mask.AddRange(start, Math.Min(start + used - 1, last));
        }

        return true;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> text, char expected)
    {
        if (text.IsEmpty || text[0] != expected)
        {
            return false;
        }

        text = text[1..];
        return true;
    }

    private static bool TryTakeNumber(ref ReadOnlySpan<byte> text, out int number)
    {
        int used = 0;
        number = 0;
        bool isNumber = !text.IsEmpty && char.IsAsciiDigit((char)text[0])
            && Utf8Parser.TryParse(text, out number, out used);
        if (!isNumber || number > CpuId.HighestNumber)
        {
            number = 0;
            return false;
        }

        text = text[used..];
        return true;
    }
}
