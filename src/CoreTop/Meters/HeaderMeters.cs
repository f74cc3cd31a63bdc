using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using CoreTop.Listing.Texts;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;

namespace CoreTop.Meters;

/// <summary>Every meter of the header. The settings file, the setup screen and docs/settings.md come from here.</summary>
internal static class HeaderMeters
{
    private const double WarmestCelsius = 100;
    private const string Waiting = "...";

    /// <summary>Every meter.</summary>
    public static ImmutableArray<HeaderMeter> All { get; } =
    [
        new("cpu", "CPU", "Busy cores of those online.", Cpu, s => s.BusyCores, s => s.Topology.Online.Count),
        new(
            "memory", "Memory", "Memory that is in use and cannot be had without swapping; a bar shows buffers and cached files too.",
            (s, to) => s.Memory is { } memory ? Sizes(to, memory.UsedBytes, memory.TotalBytes) : 0,
            s => s.Memory is { } memory ? memory.UsedBytes : null, s => s.Memory?.TotalBytes) { IsOfMemory = true },
        new(
            "swap", "Swap", "Swap space in use.",
            (s, to) => s.Memory is not { } memory ? 0
                : memory.SwapTotalBytes == 0 ? Write(to, $"none")
                : Sizes(to, memory.SwapUsedBytes, memory.SwapTotalBytes),
            s => s.Memory is { } memory ? memory.SwapUsedBytes : null, s => s.Memory?.SwapTotalBytes),
        new(
            "load", "Load", "Load averages over 1, 5 and 15 minutes; a bar is full at one task for each CPU.",
            (s, to) => s.Load is { } load
                ? Write(to, $"{load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}")
                : 0,
            s => s.Load?.OneMinute, s => s.Whole.Topology.Online.Count),
        new(
            "tasks", "Tasks", "Processes, and how many of them run; a bar is full at one that runs for each CPU.",
            (s, to) => Write(to, $"{s.Tasks.Total}, {s.Tasks.Running} running, {s.Tasks.Stopped} stopped, {s.Tasks.Zombie} zombie"),
            s => s.Tasks.Running, s => s.Whole.Topology.Online.Count),
        new(
            "uptime", "Up", "Time since the machine was booted.",
            (s, to) => s.Uptime is not { } up ? 0
                : up.Days > 0 ? Write(to, $"{up.Days}d {up.Hours}:{up.Minutes:00}:{up.Seconds:00}")
                : Write(to, $"{up.Hours}:{up.Minutes:00}:{up.Seconds:00}")),
        new(
            "pressure", "Pressure", "Time in which a task waited for a CPU, for memory, for a disk, of the last ten seconds; a bar shows that for a CPU.",
            Pressure, s => s.Meters?.Now.CpuStall?.Some, Whole, MeterNeeds.Pressure),
        new(
            "pressure-cpu", "PSI cpu", "Time in which a task waited for a CPU, of the last ten seconds.",
            (s, to) => Stall(s, to, s.Meters?.Now.CpuStall, hasFull: false), s => s.Meters?.Now.CpuStall?.Some, Whole, MeterNeeds.Pressure),
        new(
            "pressure-memory", "PSI mem", "Time in which some, and in which all tasks waited for memory, of the last ten seconds.",
            (s, to) => Stall(s, to, s.Meters?.Now.MemoryStall, hasFull: true), s => s.Meters?.Now.MemoryStall?.Some, Whole, MeterNeeds.Pressure),
        new(
            "pressure-io", "PSI io", "Time in which some, and in which all tasks waited for a disk, of the last ten seconds.",
            (s, to) => Stall(s, to, s.Meters?.Now.IoStall, hasFull: true), s => s.Meters?.Now.IoStall?.Some, Whole, MeterNeeds.Pressure),
        new(
            "frequency", "Clock", "The mean clock of the CPUs, of at most 32 of them; a bar is full at the highest they can have.",
            Frequency, s => s.Meters?.Now.MeanHertz, s => s.Meters?.Now.HighestHertz, MeterNeeds.Frequency),
        new(
            "temperature", "Temp", "The hottest sensor of the CPUs, or of the machine where the CPUs have none.",
            (s, to) => s.Meters is null ? Write(to, $"{Waiting}")
                : s.Meters.Now.HottestCelsius is { } celsius ? Write(to, $"{celsius:0} °C")
                : 0,
            s => s.Meters?.Now.HottestCelsius, _ => WarmestCelsius, MeterNeeds.Temperature),
        new(
            "disks", "Disks", "Read from and written to whole disks; a bar is full at the most seen.",
            (s, to) => Rates(s, to, s.Meters?.Now.Disks is not null, s.Meters?.Disks, "read", "written"),
            s => s.Meters?.Disks?.BytesPerSecond, Full: null, MeterNeeds.Disks),
        new(
            "networks", "Net", "Received and sent by network interfaces but the loopback; a bar is full at the most seen.",
            (s, to) => Rates(s, to, s.Meters?.Now.Networks is not null, s.Meters?.Networks, "in", "out"),
            s => s.Meters?.Networks?.BytesPerSecond, Full: null, MeterNeeds.Networks),
        new("clock", "Time", "The date and the time.", (s, to) => Write(to, $"{s.Time:yyyy-MM-dd HH:mm:ss}")),
        new("host", "Host", "The machine's name and its kernel.", (s, to) => Write(to, $"{s.Host.Name}, Linux {s.Host.KernelRelease}")),
        new("source", "Tasks by", "Where CoreTop reads what tasks did: by BPF, or from the files of /proc, and what speaks against BPF.", Source),
    ];

    /// <summary>The meter of that name, in any case; null when there is none.</summary>
    public static HeaderMeter? Find(string name) =>
        All.FirstOrDefault(meter => string.Equals(meter.Name, name, StringComparison.OrdinalIgnoreCase));

    private static double? Whole(Snapshot snapshot) => 1;

    private static int Cpu(Snapshot snapshot, Span<char> to)
    {
        int online = snapshot.Topology.Online.Count;
        double busy = snapshot.BusyCores;
        if (snapshot.AreCpusUntold)
        {
            return Write(to, $"?/{online}");
        }

        return Write(to, $"{busy:0.0}/{online} {100 * busy / Math.Max(1, online):0}%");
    }

    // What the kernel's verifier says follows in more lines.
    private static int Source(Snapshot snapshot, Span<char> to)
    {
        ReadOnlySpan<char> why = snapshot.WhyNotByBpf;
        int end = why.IndexOf('\n');
        why = SafeText.Of((end < 0 ? why : why[..end]).ToString());
        int room = to.Length - 10;
        return snapshot.IsReadByBpf ? Write(to, $"BPF")
            : why.IsEmpty ? Write(to, $"files")
            : Write(to, $"files ({why[..Math.Min(why.Length, Math.Max(0, room))].TrimEnd('.')})");
    }

    private static int Sizes(Span<char> to, ulong used, ulong total)
    {
        int length = FieldText.Size(to, used);
        to[length++] = '/';
        return length + FieldText.Size(to[length..], total);
    }

    private static int Stall(Snapshot snapshot, Span<char> to, StallShares? stall, bool hasFull) =>
        snapshot.Meters is null ? Write(to, $"{Waiting}")
        : stall is not { } shares ? 0
        : hasFull && shares.Full is { } full ? Write(to, $"{100 * shares.Some:0.0}% all {100 * full:0.0}%")
        : Write(to, $"{100 * shares.Some:0.0}%");

    private static int Pressure(Snapshot snapshot, Span<char> to)
    {
        if (snapshot.Meters is null)
        {
            return Write(to, $"{Waiting}");
        }

        MeterSample now = snapshot.Meters.Now;
        int length = Stall(to, "cpu", now.CpuStall);
        length += Stall(to[length..], length > 0 ? "  memory" : "memory", now.MemoryStall);
        return length + Stall(to[length..], length > 0 ? "  io" : "io", now.IoStall);
    }

    private static int Stall(Span<char> to, string name, StallShares? stall) =>
        stall is { } shares ? Write(to, $"{name} {100 * shares.Some:0.0}%") : 0;

    private static int Frequency(Snapshot snapshot, Span<char> to) =>
        snapshot.Meters is null ? Write(to, $"{Waiting}")
        : snapshot.Meters.Now is not { MeanHertz: { } mean } now ? 0
        : now.HighestHertz is { } highest ? Write(to, $"{mean / 1e9:0.00}/{highest / 1e9:0.00} GHz")
        : Write(to, $"{mean / 1e9:0.00} GHz");

    // The first reading has counters, and no rates yet.
    private static int Rates(Snapshot snapshot, Span<char> to, bool isTold, DeviceRates? rates, string into, string outOf)
    {
        if (snapshot.Meters is null || (isTold && rates is null))
        {
            return Write(to, $"{Waiting}");
        }

        if (rates is not { } known)
        {
            return 0;
        }

        int length = FieldText.Size(to, (ulong)known.InBytesPerSecond);
        length += Write(to[length..], $"/s {into}  ");
        length += FieldText.Size(to[length..], (ulong)known.OutBytesPerSecond);
        return length + Write(to[length..], $"/s {outOf}");
    }

    private static int Write(
        Span<char> to,
        [InterpolatedStringHandlerArgument(nameof(to))] ref MemoryExtensions.TryWriteInterpolatedStringHandler text) =>
        to.TryWrite(ref text, out int length) ? length : 0;
}
