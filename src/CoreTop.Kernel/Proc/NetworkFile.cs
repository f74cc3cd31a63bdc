using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Meters;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/net/dev</c>: the network interfaces of this network namespace.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html"/>
internal static class NetworkFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/net/dev";

    private const int FieldsReceived = 8;

    /// <summary>Parses the whole file: bytes received and sent by each interface but <c>lo</c>.</summary>
    /// <exception cref="KernelFormatException">The line of an interface has too few fields.</exception>
    public static ImmutableArray<DeviceCounters> Parse(ReadOnlySpan<byte> text)
    {
        ImmutableArray<DeviceCounters>.Builder interfaces = ImmutableArray.CreateBuilder<DeviceCounters>();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            // Two lines of headings have no colon. An alias has one in its name.
            int colon = line.LastIndexOf((byte)':');
            ReadOnlySpan<byte> name = colon < 0 ? default : line[..colon].Trim((byte)' ');
            if (name.IsEmpty || name.SequenceEqual("lo"u8))
            {
                continue;
            }

            var fields = new FieldReader(line[(colon + 1)..]);
            ulong received = fields.NextUInt64();
            fields.Skip(FieldsReceived - 1);
            interfaces.Add(new DeviceCounters(Encoding.UTF8.GetString(name), received, fields.NextUInt64()));
        }

        return interfaces.ToImmutable();
    }
}
