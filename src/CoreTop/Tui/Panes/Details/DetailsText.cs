using System.Globalization;
using CoreTop.Cells;
using CoreTop.Listing.Texts;
using CoreTop.Model.Causes;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Model.Secrets;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Panes.Details;

/// <summary>The lines of a section of the details.</summary>
internal sealed class DetailsText
{
    /// <summary>The heading of the command line.</summary>
    public const string CommandHeading = "Command line";

    private const string Indent = "  ";
    private const int LabelWidth = 16;
    private const int LeastWidth = 30;
    private const int MostAffinity = 14;

    private readonly DetailsState _state;
    private readonly bool _isLive;
    private readonly int _width;
    private readonly List<TextLine> _lines = [];

    private DetailsText(DetailsState state, bool isLive, int width) =>
        (_state, _isLive, _width) = (state, isLive, Math.Max(LeastWidth, width));

    /// <summary>The lines of the section that is shown.</summary>
    /// <param name="state">What is known.</param>
    /// <param name="history">How busy it was; null when that is of another task.</param>
    /// <param name="isLive">It is the running machine; a captured one lacks much.</param>
    /// <param name="width">Cells in a line.</param>
    public static IReadOnlyList<TextLine> Lines(DetailsState state, CpuHistory? history, bool isLive, int width)
    {
        var text = new DetailsText(state, isLive, width);
        switch (state.Section)
        {
            case DetailsSection.Overview:
                text.AddOverview(history);
                break;
            case DetailsSection.Threads:
                text.AddThreads();
                break;
            case DetailsSection.Memory:
                text.AddMemory();
                break;
            default:
                text.AddRead();
                break;
        }

        return text._lines;
    }

    /// <summary>When a process started, as far as it is known: <c>started 2026-11-25 06:30:10</c>.</summary>
    public static string? Started(DetailsState state) =>
        state.Parts.GetValueOrDefault(InspectedPart.Program)?.StartedAfterBoot is { } started && state.Snapshot.Uptime is { } uptime
            ? string.Create(
                CultureInfo.InvariantCulture, $"started {state.Snapshot.Time - uptime + started:yyyy-MM-dd HH:mm:ss}")
            : null;

    private void AddOverview(CpuHistory? history)
    {
        ProcessLoad process = _state.Process;
        if (history is { Count: > 0 })
        {
            AddHistory(history);
        }

        Field("CPU", string.Create(CultureInfo.InvariantCulture, $"{Percent(process.Run)} running, {Wait(process)} waiting, last on CPU {process.LastCpu}"));
        Field("CPU time", FieldText.MinutesText(process.CpuTime));
        Field("Affinity", Affinity(process) + (process.IsAffinityMixed ? ", its threads differ" : string.Empty));
        Field("Cpuset allows", process.Limit is { } limit ? limit + (process.Details?.LimitedBy is { } by ? $", set by {by}" : string.Empty) : "not known");
        Field("Scheduling", $"{process.Policy.Name()}, priority {process.Priority}, nice {process.Nice}");
        Field("Memory", $"{FieldText.SizeText(process.ResidentBytes)} in RAM, {FieldText.SizeText(process.VirtualBytes)} address space");
        Field("Threads", process.ThreadCount.ToString(CultureInfo.InvariantCulture));
        Field("Parent", Parent(process));
        if (Part() is not { } program)
        {
            return;
        }

        if (program.Arguments.IsEmpty && program.Refusals.IsEmpty)
        {
            Field("Program", "none: a kernel thread, or a process that has ended and is not reaped yet");
            return;
        }

        Field("Program file", program.Executable);
        Field("Working folder", program.WorkingFolder);
        AddRefusals(program);
        if (!program.Arguments.IsEmpty)
        {
            Add(string.Empty);
            Add(CommandHeading, Ink.Label);
            Pieces(string.Join(' ', program.Arguments.Select(Quoted)), Indent);
        }
    }

    private void AddHistory(CpuHistory history)
    {
        const string Blocks = "▁▂▃▄▅▆▇█";
        double[] runs = history.Latest(_width - LabelWidth - Indent.Length, out TimeSpan span);
        double most = runs.Max(), scale = Math.Max(1, most);
        string graph = string.Concat(runs.Select(run => Blocks[(int)Math.Clamp(run / scale * Blocks.Length, 0, Blocks.Length - 1)]));
        Field("CPU lately", graph, Ink.Running);
        Field(string.Empty, string.Create(
            CultureInfo.InvariantCulture,
            $"the last {span.TotalSeconds:0.#} s, a column each refresh; the highest is {Percent(most)}{(scale > most ? ", a full column 100 %" : string.Empty)}"), Ink.Faint);
    }

    private void AddThreads()
    {
        ProcessLoad process = _state.Process;
        IReadOnlyList<TaskLoad> threads = process.Threads.IsEmpty ? [process] : process.Threads;
        int policyCells = Math.Max("POLICY".Length, threads.Max(static thread => thread.Policy.Name().Length));
        int affinityCells = Math.Clamp(threads.Max(thread => Affinity(thread).Length), "AFFINITY".Length, MostAffinity);
        Add($"{"TID",9} S   CPU%  WAIT%  CPU  NI {"POLICY".PadRight(policyCells)} {"TIME+",10} {"AFFINITY".PadRight(affinityCells)} NAME", Ink.Label);
        foreach (TaskLoad thread in threads)
        {
            bool isMarked = thread.Key == _state.Thread;
            Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{(isMarked ? '>' : ' ')}{thread.Key.Tid,8} {thread.State.Letter()} {Percent(thread.Run),7} {Wait(thread),6} {thread.LastCpu.Number,4} "
                    + $"{thread.Nice,3} {thread.Policy.Name().PadRight(policyCells)} {FieldText.MinutesText(thread.CpuTime),10} {Affinity(thread).PadRight(affinityCells)} {thread.Name}"),
                isMarked ? Ink.Strong : Ink.Normal);
        }

        if (process.Threads.IsEmpty && process.ThreadCount > 1)
        {
            Add($"Its other {process.ThreadCount - 1} threads are read with the next refresh.", Ink.Faint);
        }

        if (_state.Thread is { } thread1 && threads.All(thread => thread.Key != thread1))
        {
            Add($"The thread {thread1.Tid} has ended.", Ink.Notice);
        }
    }

    private void AddRead()
    {
        if (Part() is not { } part)
        {
            return;
        }

        switch (part.Request.Part)
        {
            case InspectedPart.Environment:
                AddEnvironment(part);
                break;
            case InspectedPart.Files:
                AddFiles(part);
                break;
            case InspectedPart.Limits:
                AddLimits(part);
                break;
            default:
                AddCgroups(part);
                break;
        }

        AddRefusals(part);
    }

    private void AddEnvironment(ProcessInspection part)
    {
        if (!part.Refusals.IsEmpty)
        {
            return;
        }

        int hidden = part.Environment.Count(IsHidden);
        Wrapped(
            $"{Count.Of(part.Environment.Length, "variable")} as the program was started with"
            + (hidden > 0 ? $"; {hidden} that look like secrets are hidden: v shows them" : string.Empty)
            + (_state.ShowsSecrets ? "; secrets are shown: v hides them" : string.Empty),
            Ink.Label);
        foreach (EnvironmentVariable variable in part.Environment)
        {
            string value = IsHidden(variable) ? Masked(variable) : variable.Value;
            Pieces($"{variable.Name}={value}", string.Empty);
        }
    }

    private bool IsHidden(EnvironmentVariable variable) => !_state.ShowsSecrets && variable.Value.Length > 0 && Masked(variable) != variable.Value;

    private static string Masked(EnvironmentVariable variable) => SecretText.Masked(variable.Name, variable.Value);

    private void AddFiles(ProcessInspection part)
    {
        if (!part.Refusals.IsEmpty)
        {
            return;
        }

        Add($"{Count.Of(part.FileCount, "open file")}", Ink.Label);
        foreach (OpenFile file in part.Files)
        {
            Pieces($"{file.Descriptor,6} {file.Target ?? "closed in the meantime, or not visible to us"}", string.Empty);
        }

        if (part.FileCount > part.Files.Length)
        {
            Add($"and {part.FileCount - part.Files.Length} more.", Ink.Faint);
        }
    }

    private void AddLimits(ProcessInspection part)
    {
        if (part.Limits.IsEmpty)
        {
            return;
        }

        Add($"{"LIMIT",-24} {"SOFT",20} {"HARD",20} UNIT", Ink.Label);
        foreach (ResourceLimit limit in part.Limits)
        {
            Add($"{limit.Name,-24} {limit.Soft,20} {limit.Hard,20} {limit.Unit}");
        }
    }

    private void AddCgroups(ProcessInspection part)
    {
        foreach (CgroupPath cgroup in part.Cgroups)
        {
            Field(cgroup.Controllers.Length == 0 ? "Cgroup" : $"v1 {cgroup.Controllers}", cgroup.Path);
        }

        if (part.Cgroups.Length > 0)
        {
            Field("Cpuset allows", part.CpusetCpus is { } cpus
                ? $"{Count.Cpus(cpus)}{(part.CpusetCgroup is { } by ? $", set by {by}" : ": every one that is online")}"
                : "not known: no cpuset could be read");
            if (part.Quotas.IsEmpty)
            {
                Field("CPU quota", "none");
            }
        }

        foreach (CgroupQuota quota in part.Quotas)
        {
            QuotaLoad? load = _state.Snapshot.Quotas.FirstOrDefault(each => each.Cgroup == quota.Cgroup);
            string stopped = load is { IsMeasured: true } ? $"; it stops tasks in {Count.Percent(load.ThrottledShare)} of its periods" : string.Empty;
            Field("CPU quota", string.Create(CultureInfo.InvariantCulture, $"{quota.Cores:0.##} cores, of {quota.Cgroup}{stopped}"));
        }

        if (part.OtherNamespaces is { } others)
        {
            Field("Namespaces", others.IsEmpty
                ? "the same as CoreTop's"
                : $"other than CoreTop's: {string.Join(' ', others)}{(others.Contains("pid") ? ", as in a container" : string.Empty)}");
        }
        else if (!_isLive)
        {
            Field("Namespaces", "a capture does not hold them");
        }
    }

    private void AddMemory()
    {
        ProcessLoad process = _state.Process;
        Field("In RAM", string.Create(CultureInfo.InvariantCulture, $"{FieldText.SizeText(process.ResidentBytes)}, {process.MemoryShare * 100:0.0} % of the machine's"));
        Field("Address space", FieldText.SizeText(process.VirtualBytes));
        Field("May be shared", process.Details is { } details ? FieldText.SizeText(details.SharedBytes) : "not known");
        Add(string.Empty);
        if (!_state.Parts.TryGetValue(InspectedPart.Memory, out ProcessInspection? part))
        {
            Wrapped("On which NUMA nodes it lies is read on request, since that stops the process for a moment: m reads it.", Ink.Notice);
            return;
        }

        ulong all = part.Memory.Aggregate(0UL, (sum, node) => unchecked(sum + node.Bytes));
        foreach (NodeMemory node in part.Memory)
        {
            Field($"NUMA node {node.Node}", $"{FieldText.SizeText(node.Bytes)}, {Count.Percent(all > 0 ? (double)node.Bytes / all : 0)}");
        }

        if (part.Memory.IsEmpty && part.Refusals.IsEmpty)
        {
            Field("NUMA nodes", "the kernel reports none");
        }

        AddRefusals(part);
    }

    private ProcessInspection? Part()
    {
        if (_state.Part is { } part && _state.Parts.TryGetValue(part, out ProcessInspection? read))
        {
            return read;
        }

        Add(_state.HasEnded ? "The process ended before this was read." : "Reading...", Ink.Faint);
        return null;
    }

    private void AddRefusals(ProcessInspection part)
    {
        foreach (ReadRefusal refusal in part.Refusals)
        {
            Wrapped(Sentence(refusal), Ink.Notice);
        }
    }

    private string Sentence(ReadRefusal refusal) => (refusal.IsDenied, _isLive) switch
    {
        (true, _) => $"{refusal.Path}: permission denied. {Readers()}",
        (false, false) => $"{refusal.Path} is not in this capture.",
        _ => $"{refusal.Path} is not there: the process is ending, or this kernel has no such file.",
    };

    private string Readers() => _state.Process.Details?.User is { } user && user != "root"
        ? $"Root may read it, and {user} unless the process has special rights: start CoreTop as one of them."
        : "Only root may read it: start CoreTop as root.";

    private string Parent(ProcessLoad process)
    {
        ProcessLoad? parent = _state.Snapshot.FindProcess(process.ParentPid);
        return parent is null ? (process.ParentPid == 0 ? "none" : $"{process.ParentPid}") : $"{parent.Name} {parent.Pid}";
    }

    private string Affinity(TaskLoad task) => AffinityField.Text(task, _state.Snapshot);

    private void Field(string label, string? value, Ink ink = Ink.Normal)
    {
        if (value is null)
        {
            return;
        }

        string start = label.Length < LabelWidth ? label.PadRight(LabelWidth) : label + " ";
        foreach (string piece in WordWrap.Pieces(value, Math.Max(LeastWidth / 2, _width - start.Length)))
        {
            Add(start + piece, ink);
            start = new string(' ', start.Length);
        }
    }

    private void Pieces(string text, string indent)
    {
        foreach (string piece in WordWrap.Pieces(text, _width - indent.Length))
        {
            Add(indent + piece);
        }
    }

    private void Wrapped(string text, Ink ink)
    {
        foreach (string line in WordWrap.Lines(text, _width))
        {
            Add(line, ink);
        }
    }

    private void Add(string text, Ink ink = Ink.Normal) => _lines.Add(new TextLine(text, ink));

    // So that one can see where an argument with blanks begins and ends.
    private static string Quoted(string argument) =>
        argument.Length == 0 || argument.AsSpan().IndexOfAny(" \t\n'\"") >= 0
            ? $"'{argument.Replace("'", "'\\''", StringComparison.Ordinal)}'"
            : argument;

    private static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{share * 100:0.0} %");

    private static string Wait(TaskLoad task) => task.Wait is { } wait ? Percent(wait) : "-";
}
