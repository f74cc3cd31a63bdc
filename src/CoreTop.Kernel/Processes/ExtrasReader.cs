using System.Globalization;
using System.Text;
using CoreTop.Kernel.Cgroup;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads what only some columns show, of the tasks that are in view or sorted by it.</summary>
internal sealed class ExtrasReader(KernelFiles files, ITaskControl tasks, UserNames users, ReadingBudget budget)
{
    private static readonly TimeSpan MapCycle = TimeSpan.FromSeconds(10);

    // A task hardly ever goes into another container.
    private static readonly TimeSpan ContainerCycle = TimeSpan.FromSeconds(10);

    // What a process shares among its threads.
    private const ExtraFiles OfProcessAlone =
        ExtraFiles.MemoryMap | ExtraFiles.Oom | ExtraFiles.Autogroup | ExtraFiles.Links | ExtraFiles.Container | ExtraFiles.Environment;

    private readonly FileParser<TaskStatusDetails> _status = text => TaskStatusLines.Parse(text, users);
    private readonly Dictionary<int, TimeSpan> _mapsReadAt = [];
    private readonly Dictionary<int, TimeSpan> _containersReadAt = [];
    private readonly ContainerNames _containers = new(files);
    private TimeSpan _cycle;

    /// <summary>Begins a reading of so many processes, that far from the one before.</summary>
    /// <param name="processes">How many there are.</param>
    /// <param name="interval">Since the reading before.</param>
    /// <param name="isAll">Everything is read now, as for a command that reads twice and ends.</param>
    public void Begin(int processes, TimeSpan interval, bool isAll) =>
        _cycle = isAll ? TimeSpan.Zero : interval * (processes / ReadingBudget.Extras);

    /// <summary>Forgets a process that ended.</summary>
    public void Forget(int pid)
    {
        _mapsReadAt.Remove(pid);
        _containersReadAt.Remove(pid);
    }

    /// <summary>What should be read of a process now.</summary>
    public ExtraFiles Due(int pid, TaskExtras? known, SampleRequest request, TimeSpan now)
    {
        if (request.Extras == ExtraFiles.None && request.ExtrasOfAll == ExtraFiles.None)
        {
            return ExtraFiles.None;
        }

        bool isVisible = request.Visible.Contains(pid);
        ExtraFiles wanted = isVisible ? request.Extras | request.ExtrasOfAll : request.ExtrasOfAll;
        wanted &= ~KnownForGood(known);
        if (!isVisible && wanted != ExtraFiles.None)
        {
            bool isDue = known is null || (known.Tried & wanted) != wanted || now - known.ReadAt >= _cycle;
            wanted = isDue && budget.TakeExtras() ? wanted : ExtraFiles.None;
        }

        if (wanted.HasFlag(ExtraFiles.Container) && _containersReadAt.TryGetValue(pid, out TimeSpan last) && now - last < ContainerCycle)
        {
            wanted &= ~ExtraFiles.Container;
        }

        return wanted.HasFlag(ExtraFiles.MemoryMap) && !IsMapTurn(pid, now) ? wanted & ~ExtraFiles.MemoryMap : wanted;
    }

    /// <summary>The process runs another program now: what its former one was started with does not count any more.</summary>
    public static ProcessSample WithoutProgram(ProcessSample process) =>
        process.Extras is { } extras && extras.Tried.HasFlag(ExtraFiles.Environment)
            ? process with { Extras = extras with { Tried = extras.Tried & ~ExtraFiles.Environment, JobVariables = null } }
            : process;

    /// <summary>Reads them.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">A thread of it; 0 for the process as a whole.</param>
    /// <param name="wanted">What to read.</param>
    /// <param name="known">What was read before: kept where it is not read now.</param>
    /// <param name="now">The clock of the sample.</param>
    /// <param name="cgroup">Its cgroup; null when unknown, so that its container is not known either.</param>
    public TaskExtras Read(int pid, int tid, ExtraFiles wanted, TaskExtras? known, TimeSpan now, string? cgroup = null)
    {
        if (tid != 0)
        {
            wanted &= ~OfProcessAlone;
        }

        TaskExtras extras = (known ?? TaskExtras.None) with
        {
            Tried = wanted | (known?.Tried ?? ExtraFiles.None),
            ReadAt = now,
        };
        if (wanted.HasFlag(ExtraFiles.Status))
        {
            extras = extras with { Status = Parse(pid, tid, TaskFile.Status, _status) };
        }

        if (wanted.HasFlag(ExtraFiles.Io))
        {
            extras = extras with { Io = Parse(pid, tid, TaskFile.Io, IoFile.Parse) };
        }

        if (wanted.HasFlag(ExtraFiles.Sched))
        {
            extras = extras with { Migrations = Parse(pid, tid, TaskFile.Sched, SchedFile.ParseMigrations) };
        }

        if (wanted.HasFlag(ExtraFiles.MemoryMap))
        {
            SmapsRollupFile? memory = Parse(pid, tid, TaskFile.SmapsRollup, SmapsRollupFile.Parse);
            extras = extras with { ProportionalBytes = memory?.ProportionalBytes, UniqueBytes = memory?.UniqueBytes };
        }

        if (wanted.HasFlag(ExtraFiles.Oom))
        {
            extras = extras with { OomScore = Number(pid, TaskFile.OomScore), OomAdjustment = Number(pid, TaskFile.OomScoreAdj) };
        }

        if (wanted.HasFlag(ExtraFiles.Autogroup))
        {
            extras = extras with { Autogroup = Parse(pid, tid, TaskFile.Autogroup, AutogroupFile.Parse) };
        }

        if (wanted.HasFlag(ExtraFiles.Label))
        {
            extras = extras with { Label = Text(pid, tid, TaskFile.AttrCurrent, extras.Label) };
        }

        if (wanted.HasFlag(ExtraFiles.WaitChannel))
        {
            string? channel = Text(pid, tid, TaskFile.Wchan, extras.WaitChannel);
            extras = extras with { WaitChannel = channel == "0" ? string.Empty : channel };
        }

        if (wanted.HasFlag(ExtraFiles.Links))
        {
            extras = extras with { Executable = Link(pid, "exe"), Folder = Link(pid, "cwd") };
        }

        if (wanted.HasFlag(ExtraFiles.Container) && cgroup is not null)
        {
            extras = extras with { ContainerName = _containers.Find(cgroup, now) };
            _containersReadAt[pid] = now;
        }

        if (wanted.HasFlag(ExtraFiles.Environment))
        {
            extras = extras with { JobVariables = ReadEnvironment(pid) };
        }

        if (wanted.HasFlag(ExtraFiles.IoPriority))
        {
            ControlResult result = tasks.ReadIoPriority(pid, tid == 0 ? pid : tid, out IoPriority priority);
            extras = extras with { IoPriority = files.IsLive && result == ControlResult.Applied ? priority : null };
        }

        return extras;
    }

    // A program keeps the environment that it was started with. In a capture the last reading alone may have it.
    private ExtraFiles KnownForGood(TaskExtras? known) =>
        known is not null && known.Tried.HasFlag(ExtraFiles.Environment) && (files.IsLive || known.JobVariables is not null)
            ? ExtraFiles.Environment
            : ExtraFiles.None;

    private JobVariables? ReadEnvironment(int pid) =>
        files.Read(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/environ"), out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? JobEnvironment.Parse(text)
            : null;

    private string? Link(int pid, string name) =>
        files.ReadLink(string.Create(CultureInfo.InvariantCulture, $"/proc/{pid}/{name}"), out string target) == FileStatus.Ok
            ? target
            : null;

    private bool IsMapTurn(int pid, TimeSpan now)
    {
        bool isDue = (!_mapsReadAt.TryGetValue(pid, out TimeSpan last) || now - last >= MapCycle) && budget.TakeMemoryMap();
        if (isDue)
        {
            _mapsReadAt[pid] = now;
        }

        return isDue;
    }

    private T? Parse<T>(int pid, int tid, TaskFile file, FileParser<T> parse) =>
        files.ReadTask(pid, tid, file, out ReadOnlySpan<byte> text) == FileStatus.Ok ? LenientParse.Of(text, parse) : default;

    private int? Number(int pid, TaskFile file) =>
        files.ReadProcess(pid, file, out ReadOnlySpan<byte> text) == FileStatus.Ok
        && System.Buffers.Text.Utf8Parser.TryParse(text, out int value, out _) ? value : null;

    // The same string while the file says the same.
    private string? Text(int pid, int tid, TaskFile file, string? known)
    {
        if (files.ReadTask(pid, tid, file, out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return null;
        }

        text = text.TrimEnd("\0\n"u8);
        return known is not null && Ascii.Equals(text, known) ? known : Encoding.UTF8.GetString(text);
    }
}
