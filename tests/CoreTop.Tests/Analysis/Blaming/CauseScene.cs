using System.Collections.Immutable;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Analysis.Blaming;

/// <summary>A shell, a parent and a worker on 36 CPUs. Tests say what was read of them, and look for the worker's cause.</summary>
public abstract class CauseScene
{
    protected const int Systemd = 1;
    protected const int Shell = 40;
    protected const int Parent = 41;
    protected const int Worker = 42;

    protected static readonly CpuSet Online = CpuSet.Range(0, 35);

    internal Dictionary<int, ProcessEvidence> Read { get; } = [];

    internal List<ProcessSample> Shown { get; } = [];

    internal CpuTopology Topology { get; set; } = CpuTopology.Flat(Online);

    internal CpuSet Unbalanced { get; set; } = CpuSet.Empty;

    internal ImmutableArray<QuotaLoad> Quotas { get; set; } = [];

    internal bool? HasOpenBlasSegment { get; set; } = false;

    /// <summary>Two sockets of nine cores with two threads each, N and N + 18; a cache and a node to each socket.</summary>
    internal static CpuTopology Pairs { get; } = Scene.OfPairs(36, nodes: 2).Topology;

    protected CauseScene()
    {
        Process(Systemd, parent: 0, "systemd");
        Process(Shell, parent: Systemd, "bash");
        Process(Parent, parent: Shell, "python");
        Process(Worker, parent: Parent, "python", "35");
    }

    protected Cause? Find(params ImmutableArray<ConfinedTask> tasks)
    {
        Snapshot snapshot = new SnapshotBuilder().Next(Any.SampleOf(0, Topology, [], Shown)) with
        {
            Unbalanced = Unbalanced,
            Quotas = Quotas,
        };
        ProcessEvidence? worker = Read.GetValueOrDefault(Worker);
        return CauseFinder.Find(
            snapshot,
            tasks.IsEmpty ? [Task(worker?.Affinity?.ToString() ?? "35")] : tasks,
            new CauseEvidence(Read.ToImmutableDictionary(), HasOpenBlasSegment));
    }

    protected static ConfinedTask Task(string affinity, int? tid = null, int pid = Worker, string name = "worker") =>
        new(new TaskKey(tid ?? pid, 1000), pid, name, Cpus(affinity), Limit: null);

    protected void Process(
        int pid,
        int parent,
        string name,
        string? affinity = null,
        string[]? libraries = null,
        string[]? environment = null,
        string? cgroup = null,
        string? limit = null,
        string? limitedBy = null,
        string commandLine = "",
        bool hasTable = false,
        int? llvm = null,
        int session = 0,
        string[]? arguments = null,
        EvidenceAccess access = EvidenceAccess.Read) => Read[pid] = new ProcessEvidence
        {
            Key = new TaskKey(pid, 1000),
            ParentPid = parent,
            Name = name,
            CommandLine = arguments is null ? commandLine : string.Join(' ', arguments),
            Arguments = [.. arguments ?? []],
            Session = session,
            LlvmVersion = llvm,
            Affinity = affinity is null ? Online : Cpus(affinity),
            Limit = limit is null ? Online : Cpus(limit),
            LimitedBy = limitedBy,
            Cgroups = cgroup is null ? [] : [cgroup],
            Access = access,
            Environment = [.. (environment ?? []).Select(Variable)],
            Libraries = [.. libraries ?? []],
            HasOpenBlasTable = hasTable,
        };

    protected void Show(int pid, int parent, string name, string affinity, string? quota = null) => Shown.Add(Any.Process(
        pid,
        parent: parent,
        name: name,
        affinity: Cpus(affinity),
        details: new ProcessDetails(0, "root", "", 0, Online, LimitedBy: null, quota)));

    protected void ShowThreads(int pid, int parent, string name, params string[] masks) => Shown.Add(Any.Process(
        pid,
        parent: parent,
        name: name,
        affinity: Cpus(masks[0]),
        threads: [.. masks.Select((mask, index) => Any.Thread(pid + index, pid, affinity: Cpus(mask)))]));

    private static EnvironmentVariable Variable(string setting)
    {
        int equals = setting.IndexOf('=', StringComparison.Ordinal);
        return new EnvironmentVariable(setting[..equals], setting[(equals + 1)..]);
    }

    protected static CpuSet Cpus(string list) => CpuList.TryParse(list, out CpuSet cpus) ? cpus : throw new ArgumentException(list);
}
