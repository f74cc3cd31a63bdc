using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary><c>/proc/meminfo</c>.</summary>
/// <seealso href="https://man7.org/linux/man-pages/man5/proc_meminfo.5.html"/>
internal static class MemoryFile
{
    /// <summary>The path.</summary>
    public const string Path = "/proc/meminfo";

    /// <summary>Parses the whole file.</summary>
    /// <exception cref="KernelFormatException">MemTotal or MemFree is missing.</exception>
    public static MemoryUse Parse(ReadOnlySpan<byte> text)
    {
        ulong? total = null, free = null, available = null;
        ulong buffers = 0, cached = 0, reclaimable = 0, swapTotal = 0, swapFree = 0;
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            if (key.SequenceEqual("MemTotal"u8))
            {
                total = Bytes(value);
            }
            else if (key.SequenceEqual("MemFree"u8))
            {
                free = Bytes(value);
            }
            else if (key.SequenceEqual("MemAvailable"u8))
            {
                available = Bytes(value);
            }
            else if (key.SequenceEqual("Buffers"u8))
            {
                buffers = Bytes(value);
            }
            else if (key.SequenceEqual("Cached"u8))
            {
                cached = Bytes(value);
            }
            else if (key.SequenceEqual("SReclaimable"u8))
            {
                reclaimable = Bytes(value);
            }
            else if (key.SequenceEqual("SwapTotal"u8))
            {
                swapTotal = Bytes(value);
            }
            else if (key.SequenceEqual("SwapFree"u8))
            {
                swapFree = Bytes(value);
            }
        }

        if (total is null || free is null)
        {
            throw new KernelFormatException("MemTotal or MemFree is missing in it.");
        }

        return new MemoryUse(
            total.Value, available ?? Sum(free.Value, buffers, cached), free.Value, buffers, Sum(cached, reclaimable, 0),
            swapTotal, swapFree);
    }

    // "kB" in this file means 1,024 bytes.
    internal static ulong Bytes(ReadOnlySpan<byte> value)
    {
        ulong kibibytes = new FieldReader(value).NextUInt64();
        return kibibytes <= ulong.MaxValue / 1024
            ? kibibytes * 1024
            : throw new KernelFormatException("A size in it is too large.");
    }

    private static ulong Sum(ulong a, ulong b, ulong c) => unchecked(a + b + c);
}
