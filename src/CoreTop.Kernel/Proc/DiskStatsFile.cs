using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Meters;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/diskstats</c>: disks and their partitions.</summary>
/// <seealso href="https://docs.kernel.org/admin-guide/iostats.html"/>
internal static class DiskStatsFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/diskstats";

    // In this file whatever the disk's own sectors are.
    private const ulong SectorBytes = 512;

    /// <summary>Parses the whole file: fields 3, 6 and 10 of the lines of the wanted devices.</summary>
    /// <param name="text">The file.</param>
    /// <param name="isWanted">Whether a device, by its name, is wanted.</param>
    /// <exception cref="KernelFormatException">A wanted line has too few fields.</exception>
    public static ImmutableArray<DeviceCounters> Parse(ReadOnlySpan<byte> text, Func<string, bool> isWanted)
    {
        ImmutableArray<DeviceCounters>.Builder disks = ImmutableArray.CreateBuilder<DeviceCounters>();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            var fields = new FieldReader(line);
            fields.Skip(2);
            string name = Encoding.UTF8.GetString(fields.Next());
            if (name.Length == 0 || !isWanted(name))
            {
                continue;
            }

            fields.Skip(2);
            ulong read = fields.NextUInt64();
            fields.Skip(3);
            ulong written = fields.NextUInt64();
            disks.Add(new DeviceCounters(name, Bytes(read), Bytes(written)));
        }

        return disks.ToImmutable();
    }

    private static ulong Bytes(ulong sectors) => sectors <= ulong.MaxValue / SectorBytes
        ? sectors * SectorBytes
        : throw new KernelFormatException("A number of sectors in it is too large.");
}
