using System.Globalization;
using CoreTop.Actions;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace CoreTop.Tests.Actions;

/// <summary>A machine whose tasks are small stat files in a folder, and whose scheduler is a dictionary.</summary>
internal sealed class FakeMachine : IAffinityControl, IProcessClocks, IDisposable
{
    private const int DeadlinePolicy = 6;

    public const string Boot = "0b6f2a3c-boot-1";

    private readonly Dictionary<int, CpuSet> _affinities = [];
    private readonly Dictionary<int, ControlResult> _refusals = [];
    private readonly Dictionary<int, ControlResult> _readRefusals = [];
    private readonly HashSet<int> _deadlineTasks = [];
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-actions-").FullName;
    private readonly KernelFiles _files;
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2025, 3, 1, 10, 0, 0, TimeSpan.Zero));

    public FakeMachine(int cpus = 4)
    {
        Tasks = new FakeTaskControl(this);
        Allowed = CpuSet.Range(0, cpus - 1);
        _files = new KernelFiles(Path.Combine(_folder, "root"));
        Write("sys/devices/system/cpu/online", $"0-{cpus - 1}\n");
        Write("etc/passwd", "root:x:0:\nbob:x:7:\neve:x:8:\nann:x:1000:\n");
        Directory.CreateDirectory(Path.Combine(_folder, "root", "proc"));
    }

    /// <summary>What its tasks have besides an affinity, and the signals sent to them.</summary>
    public FakeTaskControl Tasks { get; }

    /// <summary>The CPUs that the cpuset of every task allows.</summary>
    public CpuSet Allowed { get; set; }

    /// <summary>Where a journal may be put.</summary>
    public string JournalFolder => Path.Combine(_folder, "state", "coretop");

    public string JournalPath => Path.Combine(JournalFolder, "journal.jsonl");

    /// <summary>Every write that reached a task: its tid and the mask, null for a release.</summary>
    public List<(int Tid, CpuSet? Mask)> Writes { get; } = [];

    /// <summary>Called before an affinity is read.</summary>
    public Action<int>? BeforeRead { get; set; }

    /// <summary>Called before a write reaches the task.</summary>
    public Action<int>? BeforeWrite { get; set; }

    /// <summary>Called after a write reached the task.</summary>
    public Action<int>? AfterWrite { get; set; }

    /// <summary>Writes are accepted and have no effect, as under a tracer or filter that answers in the kernel's place.</summary>
    public bool IsSwallowing { get; set; }

    /// <summary>CPU time by process; a process that is not in it cannot be asked.</summary>
    public Dictionary<int, long> RunTimes { get; } = [];

    /// <summary>Nothing is written, as on a captured machine.</summary>
    public bool OnlyRecords { get; set; }

    public int LastErrno { get; private set; }

    public ChangeJournal Journal(string boot = Boot) => new(JournalFolder, boot);

    public AffinityEditor Editor(ChangeJournal? journal = null, ChangeLog? log = null, Action<string>? notify = null) =>
        new(_files, this, journal ?? Journal(), _time, this) { Log = log, Notify = notify };

    public TaskEditor TaskEditor(AffinityEditor? undoer = null) => new(_files, Tasks, undoer);

    /// <summary>Starts a process and answers it as a target.</summary>
    public TaskTarget StartTarget(
        int pid, int threads = 1, string name = "worker", uint flags = 0, char state = 'S', int policy = 0, string? owner = null)
    {
        for (int i = 0; i < threads; i++)
        {
            StartThread(pid, pid + i, Allowed, name, flags: flags, policy: policy, state: state);
        }

        return new TaskTarget(new TaskKey(pid, 1000), pid, name, IsWholeProcess: true, owner);
    }

    /// <summary>When the process that has the number started; null when none has it.</summary>
    public ulong? StartOf(int pid) =>
        _files.ReadProcess(pid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok
            ? CoreTop.Kernel.Proc.TaskStat.Parse(text).StartTicks
            : null;

    public AffinityRequest Start(
        int pid,
        int threads = 1,
        string name = "worker",
        CpuSet? affinity = null,
        CpuSet? wanted = null,
        uint flags = 0,
        int policy = 0)
    {
        for (int i = 0; i < threads; i++)
        {
            StartThread(pid, pid + i, affinity ?? Allowed, name, flags: flags, policy: policy);
        }

        return new AffinityRequest(new TaskKey(pid, 1000), pid, name, IsWholeProcess: true, wanted, Allowed);
    }

    public void StartThread(
        int pid,
        int tid,
        CpuSet affinity,
        string name = "worker",
        ulong start = 1000,
        uint flags = 0,
        int policy = 0,
        char state = 'S')
    {
        string stat = string.Create(
            CultureInfo.InvariantCulture,
            $"{tid} ({name}) {state} 1 1 1 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 1 0 {start} 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 0 0 {policy} 0 0 0\n");
        Write($"proc/{pid}/task/{tid}/stat", stat);
        if (pid == tid)
        {
            Write($"proc/{pid}/stat", stat);
        }

        _affinities[tid] = affinity;
        if (policy == DeadlinePolicy)
        {
            _deadlineTasks.Add(tid);
        }
    }

    /// <summary>A process, of one thread, takes the id of another user.</summary>
    public void SetOwner(int pid, int uid)
    {
        string status = string.Create(CultureInfo.InvariantCulture, $"Tgid:\t{pid}\nUid:\t1000\t{uid}\t{uid}\t{uid}\nThreads:\t1\n");
        Write($"proc/{pid}/status", status);
        Write($"proc/{pid}/task/{pid}/status", status);
    }

    public void End(int pid)
    {
        string folder = Path.Combine(_folder, "root", "proc", pid.ToString(CultureInfo.InvariantCulture));
        foreach (string task in Directory.GetDirectories(Path.Combine(folder, "task")))
        {
            _affinities.Remove(int.Parse(Path.GetFileName(task), CultureInfo.InvariantCulture));
        }

        Directory.Delete(folder, recursive: true);
    }

    public void EndThread(int pid, int tid)
    {
        Directory.Delete(Path.Combine(_folder, "root", "proc", $"{pid}", "task", $"{tid}"), recursive: true);
        _affinities.Remove(tid);
    }

    public void Refuse(int tid, ControlResult result, int errno)
    {
        _refusals[tid] = result;
        LastErrno = errno;
    }

    /// <summary>Refuses no more what <see cref="Refuse"/> and <see cref="RefuseToRead"/> were told of.</summary>
    public void Permit(int tid)
    {
        _refusals.Remove(tid);
        _readRefusals.Remove(tid);
    }

    public void RefuseToRead(int tid, ControlResult result, int errno)
    {
        _readRefusals[tid] = result;
        LastErrno = errno;
    }

    /// <summary>A file where the journal's folder should be: it can neither be read nor written.</summary>
    public void SpoilJournal()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(JournalFolder)!);
        File.WriteAllText(JournalFolder, "in the way");
    }

    /// <summary>A folder where the journal's file should be: what was read of it is known, but nothing more can be written.</summary>
    public void BlockJournal()
    {
        File.Delete(JournalPath);
        Directory.CreateDirectory(JournalPath);
    }

    public bool IsAlive(int tid) => _affinities.ContainsKey(tid);

    public CpuSet Affinity(int tid) => _affinities[tid].Intersect(Allowed);

    public void SetBySomebodyElse(int tid, CpuSet affinity) => _affinities[tid] = affinity;

    public ControlResult Read(int pid, int tid, CpuSet? known, out CpuSet? affinity)
    {
        BeforeRead?.Invoke(tid);
        if (_readRefusals.TryGetValue(tid, out ControlResult refusal))
        {
            affinity = null;
            return refusal;
        }

        affinity = _affinities.TryGetValue(tid, out CpuSet? mask) ? mask.Intersect(Allowed) : null;
        return affinity is null ? ControlResult.TaskGone : ControlResult.Applied;
    }

    ControlResult IAffinityControl.Write(int tid, CpuSet wanted) => Write(tid, wanted);

    public bool? HasEffectHere() => !IsSwallowing;

    public bool TryRead(int pid, out long nanoseconds) => RunTimes.TryGetValue(pid, out nanoseconds);

    /// <summary>What this program's own status says; see <c>/proc/self/status</c>.</summary>
    public void SetOwnStatus(string text) => Write("proc/self/status", text);

    /// <summary>Every file that is read from now on.</summary>
    public List<string> ReadsFromNowOn()
    {
        var paths = new List<string>();
        _files.Observer = (path, _) => paths.Add(path);
        return paths;
    }

    /// <summary>The cpuset of a process becomes another, on a machine that tells of cpusets from then on.</summary>
    public void SetCpuset(int pid, CpuSet allowed)
    {
        Allowed = allowed;
        Write("proc/self/mountinfo", "30 23 0:26 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw\n");
        Write($"proc/{pid}/cgroup", "0::/box\n");
        Write("sys/fs/cgroup/box/cpuset.cpus.effective", $"{allowed}\n");
    }

    public ControlResult Release(int tid, CpuSet? without = null) => Write(tid, wanted: null, without);

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private ControlResult Write(int tid, CpuSet? wanted, CpuSet? without = null)
    {
        if (OnlyRecords)
        {
            return ControlResult.Recorded;
        }

        BeforeWrite?.Invoke(tid);
        if (_refusals.TryGetValue(tid, out ControlResult refusal))
        {
            return refusal;
        }

        if (!_affinities.ContainsKey(tid))
        {
            return ControlResult.TaskGone;
        }

        if (wanted is not null && !wanted.Overlaps(Allowed))
        {
            return ControlResult.NoUsableCpu;
        }

        if (_deadlineTasks.Contains(tid) && wanted is not null && !Allowed.IsSubsetOf(wanted))
        {
            LastErrno = 16;
            return ControlResult.DeadlineTask;
        }

        if (IsSwallowing)
        {
            return ControlResult.Applied;
        }

        _affinities[tid] = wanted ?? CpuSet.Range(0, 1023).Except(without ?? CpuSet.Empty);
        Writes.Add((tid, wanted));
        AfterWrite?.Invoke(tid);
        return ControlResult.Applied;
    }

    private void Write(string path, string text)
    {
        string full = Path.Combine(_folder, "root", path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
