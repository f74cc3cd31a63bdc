using System.Buffers.Text;

namespace CoreTop.Kernel.Proc;

/// <summary>What a thread may do beyond others: of <c>/proc/[pid]/status</c> and <c>/proc/[pid]/uid_map</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man7/capabilities.7.html"/>
internal static class Capabilities
{
    private const int SysNice = 23;

    /// <summary>Line <c>CapEff</c> of a status holds CAP_SYS_NICE.</summary>
    public static bool HasSysNice(ReadOnlySpan<byte> status)
    {
        var lines = new LineReader(status);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value) && key.SequenceEqual("CapEff"u8))
            {
                return Utf8Parser.TryParse(value, out ulong set, out _, 'x') && (set >> SysNice & 1) != 0;
            }
        }

        return false;
    }

    /// <summary>The user namespace is the machine's own, where capabilities count for everything: all user ids stand for themselves.</summary>
    public static bool IsOfWholeMachine(ReadOnlySpan<byte> uidMap)
    {
        const ulong All = uint.MaxValue;
        var fields = new FieldReader(uidMap);
        return fields.TryNextUInt64(out ulong inside) && inside == 0
            && fields.TryNextUInt64(out ulong outside) && outside == 0
            && fields.TryNextUInt64(out ulong count) && count == All;
    }
}
