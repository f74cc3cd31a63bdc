using System.Collections.Immutable;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Meters;

/// <summary>Draws memory as a bar of what is used, buffers, cached files and what is free; each has its own height, so that it is legible without colour.</summary>
internal static class MemoryBar
{
    /// <summary>From this share on something is seen of what is used, however short the bar.</summary>
    private const double LeastShown = 0.05;

    private const char Used = '▇', Buffers = '▅', Cache = '▃', Free = '▁';

    /// <summary>Each sign with its meaning, for the help screen.</summary>
    public static ImmutableArray<(char Sign, string Meaning)> Legend { get; } =
    [
        (Used, "in use, and cannot be had without swapping"),
        (Buffers, "buffers, which programs get when they need them"),
        (Cache, "cached files, which programs get when they need them"),
        (Free, "free"),
    ];

    /// <summary>Draws it over so many cells.</summary>
    public static void Draw(ref Canvas canvas, int cells, MemoryUse memory)
    {
        // Of buffers and caches some cannot be had, and count as used.
        ulong buffers = Math.Min(memory.BuffersBytes, memory.AvailableBytes);
        ulong cache = Math.Min(memory.CachedBytes, memory.AvailableBytes - buffers);
        int used = Math.Max(Cells(memory.UsedBytes), memory.UsedBytes >= memory.TotalBytes * LeastShown ? 1 : 0);
        int buffersEnd = Cells(memory.UsedBytes + buffers), cacheEnd = Cells(memory.UsedBytes + buffers + cache);
        for (int i = 0; i < cells; i++)
        {
            (char sign, Ink ink) = i < used ? (Used, Ink.MemoryUsed)
                : i < buffersEnd ? (Buffers, Ink.MemoryBuffers)
                : i < cacheEnd ? (Cache, Ink.MemoryCache)
                : (Free, Ink.Faint);
            canvas.Put(sign, ink);
        }

        int Cells(ulong bytes) => memory.TotalBytes > 0 ? (int)Math.Round(Math.Min(1, (double)bytes / memory.TotalBytes) * cells) : 0;
    }
}
