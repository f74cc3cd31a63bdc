using System.Runtime.CompilerServices;
using CoreTop.Listing.Lists;
using CoreTop.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Meters;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Lines;

/// <summary>The lines at the top: the machine; its tasks, memory and swap; and the meters that the user chose, in two columns.</summary>
internal sealed class HeaderView(Theme theme, ScreenContext context) : HotView(theme)
{
    private const int Gap = 3;
    private const int MeterCells = 8;
    private const int WidestMemory = 24;
    private const int MeterGap = 2;
    private const int LongestName = 16;
    private const string Within = "within";
    private const double Gibibyte = 1024.0 * 1024 * 1024;
    private readonly char[] _text = new char[256];

    /// <summary>A piece of a line that is left out when it does not fit.</summary>
    private delegate int Piece(Snapshot snapshot, Span<char> to);

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (context.Readings.Snapshot is not { } snapshot)
        {
            canvas.Text(" CoreTop  reading the kernel ...", Ink.Strong);
            canvas.BlankRow(Ink.Normal);
            canvas.BlankRowsFrom(1);
            return;
        }

        DrawMachine(canvas, snapshot);
        if (context.Look.Header.HasSummary)
        {
            canvas.MoveTo(0, 1);
            DrawTasks(canvas, snapshot);
        }

        DrawMeters(ref canvas, snapshot);
    }

    // Rows for which the screen is too low are counted at the end of the last that fits.
    private void DrawMeters(ref Canvas canvas, Snapshot snapshot)
    {
        HeaderLayout header = context.Look.Header;
        int hidden = header.Rows - canvas.Height;
        int middle = canvas.Width / 2;
        for (int y = header.FixedRows; y < canvas.Height; y++)
        {
            int row = y - header.FixedRows;
            canvas.MoveTo(0, y);
            DrawMeter(ref canvas, header.Right.IsEmpty ? canvas.Width : middle, row < header.Left.Length ? header.Left[row] : null, snapshot);
            DrawMeter(ref canvas, canvas.Width, row < header.Right.Length ? header.Right[row] : null, snapshot);
            if (hidden > 0 && y == canvas.Height - 1)
            {
                int length = Write(_text, $" +{hidden} {Plural(hidden, "row", "rows")}");
                canvas.MoveTo(canvas.Width - length, y);
                canvas.Text(_text.AsSpan(0, length), Ink.Notice);
            }
        }
    }

    private void DrawMeter(ref Canvas canvas, int end, ChosenMeter? chosen, Snapshot snapshot)
    {
        if (chosen is not null)
        {
            MeterRow.Draw(ref canvas, end, chosen, snapshot, context.Look.MeterHistory, _text);
        }

        canvas.BlankTo(end, Ink.Normal);
    }

    private void DrawMachine(Canvas canvas, Snapshot snapshot)
    {
        canvas.Text(" CoreTop  ", Ink.Strong);
        int right = Clock(snapshot, _text);
        int end = canvas.Width - 1;
        bool hasClock = canvas.X + right < end;
        end -= hasClock ? right : 0;

        // What fits least goes first: places, then the time since boot, then the load.
        int left = end - Gap + 1 - canvas.X - Host(snapshot, _text);
        int load = Gap + Load(snapshot, _text), up = Gap + Up(snapshot, _text);
        int cpus = Gap + Cpus(snapshot, _text), places = Places(snapshot, _text);
        bool hasLoad = load + cpus <= left, hasUp = load + cpus + up <= left;
        Put(ref canvas, end, Host, Ink.Label, snapshot);
        Put(ref canvas, end, load + cpus + up + places <= left ? CpusAndPlaces : Cpus, Ink.Normal, snapshot);
        Put(ref canvas, end, hasUp || !hasLoad ? Up : Nothing, Ink.Normal, snapshot);
        Put(ref canvas, end, hasLoad ? Load : Nothing, Ink.Normal, snapshot);
        canvas.BlankTo(end, Ink.Normal);
        if (hasClock)
        {
            right = Clock(snapshot, _text);
            canvas.Text(_text.AsSpan(0, right), Ink.Normal);
        }

        canvas.BlankRow(Ink.Normal);
    }

    private void DrawTasks(Canvas canvas, Snapshot snapshot)
    {
        canvas.Text(" ", Ink.Normal);
        int end = canvas.Width;
        bool isNarrow = canvas.Width < 100;
        TaskCounts tasks = CountedTasks.Processes(snapshot, context.Tasks.Options);
        int room = end - canvas.X - Gap - Busy(snapshot, _text) - Gap;
        Put(ref canvas, end, snapshot.IsPartial ? TasksSoFar(tasks, _text) : Tasks(tasks, snapshot.Memory, room, isNarrow), Ink.Normal);
        Put(ref canvas, end, Busy, Ink.Strong, snapshot);
        if (snapshot.Memory is { } memory)
        {
            room = end - canvas.X - MemoryLength(memory, cells: 1, isNarrow) + 1;
            Meter(
                ref canvas, "Mem ", memory.UsedBytes, memory.TotalBytes,
                isNarrow ? MeterCells / 2 : Math.Clamp(room, MeterCells, WidestMemory), memory);
            if (memory.SwapTotalBytes > 0)
            {
                Meter(ref canvas, "Swp ", memory.SwapUsedBytes, memory.SwapTotalBytes, isNarrow ? 0 : MeterCells / 2);
            }
        }

        canvas.BlankRow(Ink.Normal);
    }

    private void Put(ref Canvas canvas, int end, Piece piece, Ink ink, Snapshot snapshot) =>
        Put(ref canvas, end, piece(snapshot, _text), ink);

    private void Put(ref Canvas canvas, int end, int length, Ink ink)
    {
        if (length == 0 || canvas.X + length > end)
        {
            return;
        }

        canvas.Text(_text.AsSpan(0, length), ink);
        canvas.BlankTo(Math.Min(end, canvas.X + Gap), Ink.Normal);
    }

    private void Meter(ref Canvas canvas, string label, ulong used, ulong total, int cells, MemoryUse? memory = null)
    {
        int length = Sizes(used, total);
        string name = cells > 0 ? label : label.TrimEnd();
        if (canvas.X + name.Length + cells + length > canvas.Width)
        {
            return;
        }

        canvas.Text(name, Ink.Normal);
        int full = total > 0 ? (int)Math.Round((double)used / total * cells) : 0;
        if (memory is not null)
        {
            MemoryBar.Draw(ref canvas, cells, memory);
        }

        for (int i = 0; memory is null && i < cells; i++)
        {
            canvas.Put(i < full ? '▇' : '▁', i < full ? Ink.Good : Ink.Faint);
        }

        canvas.Text(_text.AsSpan(0, length), Ink.Normal);
        canvas.BlankTo(Math.Min(canvas.Width, canvas.X + MeterGap), Ink.Normal);
    }

    private int Sizes(ulong used, ulong total) => Write(_text, $" {used / Gibibyte:0.#}/{total / Gibibyte:0.#}G");

    // Without cells the blank behind the label goes too.
    private int MeterLength(string label, ulong used, ulong total, int cells) =>
        (cells > 0 ? label.Length + cells : label.Length - 1) + Sizes(used, total);

    // Of memory with a bar of so many cells, and of swap if there is some.
    private int MemoryLength(MemoryUse memory, int cells, bool isNarrow)
    {
        int length = MeterLength("Mem ", memory.UsedBytes, memory.TotalBytes, cells);
        return memory.SwapTotalBytes == 0 ? length
            : length + MeterGap + MeterLength("Swp ", memory.SwapUsedBytes, memory.SwapTotalBytes, isNarrow ? 0 : MeterCells / 2);
    }

    private int Host(Snapshot snapshot, Span<char> to) =>
        Write(to, $"{snapshot.Host.Name}{(context.Services.IsLive ? string.Empty : " (captured)")}{(context.Services.WhyReadOnly is not null ? " (read only)" : string.Empty)}");

    private int Listed(TaskCounts tasks) => context.Tasks.Options.ShowsKernelThreads ? tasks.Total : tasks.Total - tasks.KernelThreads;

    private static int Nothing(Snapshot snapshot, Span<char> to) => 0;

    private static int CpusAndPlaces(Snapshot snapshot, Span<char> to)
    {
        int length = Cpus(snapshot, to);
        return length + Places(snapshot, to[length..]);
    }

    private static int Cpus(Snapshot snapshot, Span<char> to)
    {
        CpuTopology machine = snapshot.Whole.Topology;
        int online = machine.Online.Count, present = machine.Present.Count;
        return online == present
            ? Write(to, $"{online} {Plural(online, "CPU", "CPUs")}")
            : Write(to, $"{online} of {present} CPUs online");
    }

    private static int Places(Snapshot snapshot, Span<char> to)
    {
        int packages = snapshot.Whole.Topology.Packages.Length, nodes = snapshot.Whole.Topology.Nodes.Length;
        return Write(to, $", {packages} {Plural(packages, "socket", "sockets")}, {nodes} {Plural(nodes, "node", "nodes")}");
    }

    private static int Up(Snapshot snapshot, Span<char> to) => snapshot.Uptime switch
    {
        null => 0,
        { Days: > 0 } up => Write(to, $"up {up.Days}d {up.Hours}:{up.Minutes:00}"),
        { } up => Write(to, $"up {up.Hours}:{up.Minutes:00}"),
    };

    private static int Load(Snapshot snapshot, Span<char> to) => snapshot.Load is { } load
        ? Write(to, $"load {load.OneMinute:0.00} {load.FiveMinutes:0.00} {load.FifteenMinutes:0.00}")
        : 0;

    private int Clock(Snapshot snapshot, Span<char> to)
    {
        int length = context.Readings.IsPaused ? Write(to, $"PAUSED") : Write(to, $"delay {context.Services.Pace.Delay.TotalSeconds:0.##}s");
        if (context is { Readings: { IsPaused: false, Rhythm.Late: { } late }, Services.IsLive: true })
        {
            length += Write(to[length..], $", in fact {late.TotalSeconds:0.0}s");
        }

        return length + Write(to[length..], $"   {snapshot.Time:HH:mm:ss}");
    }

    // In fewer words where memory, or swap that is in use, would not be seen else.
    private int Tasks(TaskCounts tasks, MemoryUse? memory, int room, bool isNarrow)
    {
        int rest = memory is null ? 0
            : isNarrow && memory.SwapUsedBytes == 0 ? MeterLength("Mem ", memory.UsedBytes, memory.TotalBytes, MeterCells / 2)
            : MemoryLength(memory, isNarrow ? MeterCells / 2 : MeterCells, isNarrow);
        int total = Total(tasks, _text);
        int running = total + Write(_text.AsSpan(total), $", {tasks.Running} running");
        int whole = running + Write(_text.AsSpan(running), $", {tasks.Sleeping} sleeping, ");
        whole += tasks.Stopped > 0 ? Write(_text.AsSpan(whole), $"{tasks.Stopped} stopped, ") : 0;
        whole += Write(_text.AsSpan(whole), $"{tasks.Zombie} zombie");
        return !isNarrow && whole + rest <= room ? whole
            : running + rest <= room ? running
            : total;
    }

    private static int TasksSoFar(TaskCounts tasks, Span<char> to) => Write(to, $"Tasks {tasks.Total} so far");

    // Those that the list hides are counted apart.
    private int Total(TaskCounts tasks, Span<char> to) => context.Readings.Snapshot is { Bounds: not null, Whole.Tasks: var all }
        ? Write(to, $"Tasks {Listed(tasks)} of {Listed(all)}")
        : context.Tasks.Options.ShowsKernelThreads || tasks.KernelThreads == 0
        ? Write(to, $"Tasks {tasks.Total}")
        : Write(to, $"Tasks {tasks.Total - tasks.KernelThreads} + {tasks.KernelThreads} kernel");

    private static int Busy(Snapshot snapshot, Span<char> to)
    {
        int online = snapshot.Topology.Online.Count;
        string cores = Plural(online, "core", "cores");
        int length = snapshot.AreCpusUntold
            ? Write(to, $"busy ? of {online} {cores}")
            : Write(to, $"busy {snapshot.BusyCores:0.0} of {online} {cores}");
        return length + (snapshot.Bounds is { } bounds ? Write(to[length..], $" ({Fitting(bounds.Name)})") : 0);
    }

    private static ReadOnlySpan<char> Fitting(string name) => name.Length <= LongestName ? name : Within;

    private static string Plural(int count, string one, string many) => count == 1 ? one : many;

    private static int Write(
        Span<char> to,
        [InterpolatedStringHandlerArgument(nameof(to))] ref MemoryExtensions.TryWriteInterpolatedStringHandler text) =>
        to.TryWrite(ref text, out int length) ? length : 0;
}
