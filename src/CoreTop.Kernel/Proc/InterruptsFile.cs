using System.Buffers.Text;
using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Interrupts;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/interrupts</c> and <c>/proc/softirqs</c>: a column for each CPU, a row for each source.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_interrupts.5.html"/>
internal static class InterruptsFile
{
    /// <summary>The interrupts of devices, of the timer and between CPUs.</summary>
    public const string Path = "/proc/interrupts";

    private const int LongestText = 80;

    /// <summary>Parses the whole file; rows that do not count by CPU (ERR, MIS) are left out.</summary>
    /// <exception cref="KernelFormatException">The first line names no CPU.</exception>
    public static InterruptCounts Parse(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        ImmutableArray<CpuId> cpus = lines.TryNext(out ReadOnlySpan<byte> header) ? ParseHeader(header) : [];
        if (cpus.IsEmpty)
        {
            throw new KernelFormatException("Its first line names no CPU.");
        }

        var sources = ImmutableArray.CreateBuilder<InterruptSource>();
        var names = new HashSet<string>();
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (ParseRow(line, cpus.Length) is { } source && names.Add(source.Name))
            {
                sources.Add(source);
            }
        }

        return new InterruptCounts(cpus, sources.ToImmutable());
    }

    private static ImmutableArray<CpuId> ParseHeader(ReadOnlySpan<byte> header)
    {
        var cpus = ImmutableArray.CreateBuilder<CpuId>();
        var fields = new FieldReader(header);
        for (ReadOnlySpan<byte> field = fields.Next(); !field.IsEmpty; field = fields.Next())
        {
            if (field.StartsWith("CPU"u8) && Utf8Parser.TryParse(field[3..], out int number, out _))
            {
                cpus.Add(new CpuId(number));
            }
        }

        return cpus.ToImmutable();
    }

    private static InterruptSource? ParseRow(ReadOnlySpan<byte> line, int columns)
    {
        if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> name, out ReadOnlySpan<byte> rest))
        {
            return null;
        }

        var counts = ImmutableArray.CreateBuilder<uint>(columns);
        while (counts.Count < columns)
        {
            ReadOnlySpan<byte> trimmed = rest.TrimStart((byte)' ');
            if (!Utf8Parser.TryParse(trimmed, out uint count, out int used)
                || (used < trimmed.Length && trimmed[used] != ' '))
            {
                return null;
            }

            counts.Add(count);
            rest = trimmed[used..];
        }

        name = name.Trim((byte)' ');
        bool isNumbered = !name.IsEmpty && char.IsAsciiDigit((char)name[0]);
        return new InterruptSource(
            PrintableText.Of(name, LongestText),
            PrintableText.Of((isNumbered ? Devices(rest) : rest).Trim((byte)' '), LongestText),
            counts.MoveToImmutable());
    }

    // "IO-APIC   5-edge      ACPI:Ged, eth0": the devices follow two or more blanks, the last of them in the row.
    private static ReadOnlySpan<byte> Devices(ReadOnlySpan<byte> text)
    {
        int gap = text.LastIndexOf("  "u8);
        return gap < 0 ? text : text[gap..];
    }
}
