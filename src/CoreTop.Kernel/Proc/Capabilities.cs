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
                return Utf8Parser.TryParse(value.TrimStart(" \t"u8), out ulong set, out _, 'x') && (set >> SysNice & 1) != 0;
            }
        }

        return false;
    }

    /// <summary>The user namespace is the machine's own, where capabilities count for everything: all user ids stand for themselves.</summary>
    public static bool IsOfWholeMachine(ReadOnlySpan<byte> uidMap)
    {
        const uint All = uint.MaxValue;
        uidMap = uidMap.TrimStart(" "u8);
        return Utf8Parser.TryParse(uidMap, out uint inside, out int read) && inside == 0
            && Utf8Parser.TryParse(uidMap[read..].TrimStart(" "u8), out uint outside, out int second) && outside == 0
            && Utf8Parser.TryParse(uidMap[read..].TrimStart(" "u8)[second..].TrimStart(" "u8), out uint count, out _) && count == All;
    }
}
