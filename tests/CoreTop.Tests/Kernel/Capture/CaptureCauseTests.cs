using System.Collections.Immutable;
using System.Text.RegularExpressions;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

/// <summary>Whatever confines tasks, a capture says the same of it as the machine did.</summary>
public sealed partial class CaptureCauseTests : IDisposable
{
    private const int Systemd = 1, Shell = 40, Parent = 41, FirstWorker = 50;

    private readonly TempTree _tree = new();
    private readonly Dictionary<int, FixtureTask> _tasks = [];
    private readonly List<(string Path, string Text)> _files = [];

    public CaptureCauseTests()
    {
        Put(new FixtureTask(Systemd, "systemd") { Parent = 0, CommandLine = "/sbin/init", VirtualKibibytes = 4 });
        Put(new FixtureTask(Shell, "bash") { Parent = Systemd, CommandLine = "-bash", Uid = 5001, VirtualKibibytes = 4 });
        Put(new FixtureTask(Parent, "python3") { Parent = Shell, CommandLine = "python3 /home/ann/train.py", Uid = 5001, VirtualKibibytes = 4 });
    }

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData(nameof(CauseKind.OpenMpVariable))]
    [InlineData(nameof(CauseKind.OpenMpAfterFork))]
    [InlineData(nameof(CauseKind.OpenBlas))]
    [InlineData("OpenBlasSegment")]
    [InlineData("OpenMpi")]
    [InlineData("Slurm")]
    [InlineData("Mpich")]
    [InlineData("IntelMpi")]
    [InlineData("Taskset")]
    [InlineData("Pmix")]
    [InlineData("Docker")]
    [InlineData("Libvirt")]
    [InlineData(nameof(CauseKind.Systemd))]
    [InlineData("InheritedFromShell")]
    [InlineData("InheritedFromProgram")]
    [InlineData(nameof(CauseKind.Program))]
    [InlineData(nameof(CauseKind.Unknown))]
    [InlineData("CpusetOfDocker")]
    [InlineData("CpusetOfKubernetes")]
    [InlineData("CpusetOfSlurm")]
    [InlineData("CpusetOfUnit")]
    [InlineData(nameof(CauseKind.Cpuset))]
    [InlineData(nameof(CauseKind.Quota))]
    [InlineData(nameof(CauseKind.Isolation))]
    [InlineData(nameof(CauseKind.Offline))]
    public void A_capture_has_the_finding_and_the_cause_of_its_machine(string what)
    {
        Make(what);
        string machine = Path.Combine(_tree.Root, "machine.txt"), capture = Path.Combine(_tree.Root, "capture.txt");
        File.WriteAllText(machine, Build(what));
        using (var opened = Machine.Open(machine, TimeProvider.System))
        {
            CaptureWriter.Make(opened, TimeSpan.Zero, hasArguments: false, TestContext.Current.CancellationToken)
                .Save(capture, TestContext.Current.CancellationToken);
        }

        string before = Seen(machine), after = Seen(capture);

        Assert.Contains(Expected(what), before, StringComparison.Ordinal);
        Assert.Equal(WithoutNames(before), WithoutNames(after));
        Assert.DoesNotContain("acme", File.ReadAllText(capture), StringComparison.Ordinal);
    }

    private static string Seen(string file)
    {
        using var machine = Machine.Open(file, TimeProvider.System);
        var snapshots = new SnapshotBuilder();
        snapshots.Next(machine.Read(SampleRequest.Everything)!);
        Snapshot snapshot = snapshots.Next(machine.Read(SampleRequest.Everything)!);
        ImmutableArray<ConfinedTask> workers = [.. snapshot.Processes.Where(process => process.Pid >= FirstWorker && process.Run > 0).Select(
            process => new ConfinedTask(process.Key, process.Pid, process.Name, process.Affinity, process.Limit))];
        Cause? cause = CauseFinder.Find(snapshot, workers, machine.Evidence.Read(workers.Select(worker => worker.Pid)));
        return $"{Diagnose(file)} | {cause?.Kind} {cause?.Confidence} {cause?.Phrase} | {cause?.Evidence} | {cause?.OriginPid} {cause?.Permanent}";
    }

    private static string Diagnose(string machine)
    {
        var host = new TestHost();
        int code = host.Run($"diagnose --root {machine}");
        Assert.Empty(host.Errors);
        Assert.True(code is ExitCode.Done or ExitCode.WarningFound);
        return host.Output;
    }

    // A name that somebody chose, and what stands for it.
    private static string WithoutNames(string text) => Blanks.Replace(Names.Replace(text, "NAME"), " ");

    [GeneratedRegex("\\s+")]
    private static partial Regex Blanks { get; }

    [GeneratedRegex("acme|name[0-9]+|3f4e5d6c7b8a(9988)?|id[0-9]+")]
    private static partial Regex Names { get; }

    private static string Expected(string what) => what switch
    {
        nameof(CauseKind.OpenMpVariable) => "set by OpenMP (OMP_PROC_BIND=close)",
        nameof(CauseKind.OpenMpAfterFork) => "set by the OpenMP runtime after a fork",
        nameof(CauseKind.OpenBlas) => "set by OpenBLAS",
        "OpenBlasSegment" => "likely set by OpenBLAS",
        "OpenMpi" => "set by mpirun, which binds each rank",
        "Slurm" => "set by Slurm, which binds each task",
        "Mpich" => "set by mpiexec (-bind-to)",
        "IntelMpi" => "likely set by Intel MPI",
        "Taskset" => "Prefix High set by taskset",
        "Pmix" => "likely set by an MPI launcher",
        "Docker" => "likely set by Docker",
        "Libvirt" => "likely set by libvirt",
        nameof(CauseKind.Systemd) => "likely set by systemd (CPUAffinity= of acme.service)",
        "InheritedFromShell" => "inherited from bash 40, likely started under taskset",
        "InheritedFromProgram" => "inherited from python3 41",
        nameof(CauseKind.Program) => "likely set by python3 or what started it, 1 or 2 workers a CPU",
        nameof(CauseKind.Unknown) => "set by hand or by itself",
        "CpusetOfDocker" => "/system.slice/docker-3f4e5d6c7b8a9988.scope",
        "CpusetOfKubernetes" => "/kubepods.slice/",
        "CpusetOfSlurm" => "/slurm/uid_0/job_4711",
        "CpusetOfUnit" => "/system.slice/acme.service",
        nameof(CauseKind.Cpuset) => "/acme",
        nameof(CauseKind.Quota) => "set by the CPU quota of /system.slice/acme.service",
        nameof(CauseKind.Isolation) => "isolated",
        nameof(CauseKind.Offline) => "offline",
        _ => throw new ArgumentOutOfRangeException(nameof(what), what, "No such case."),
    };

    private void Make(string what)
    {
        switch (what)
        {
            case nameof(CauseKind.OpenMpVariable):
                Workers("0", library: "libgomp.so.1.0.0", environment: "OMP_PROC_BIND=close OMP_NUM_THREADS=4 ACME=acme");
                break;
            case nameof(CauseKind.OpenMpAfterFork):
                Library(Parent, "llvm-17/lib/libomp.so.5");
                Workers("0", library: "llvm-17/lib/libomp.so.5");
                break;
            case nameof(CauseKind.OpenBlas):
                Workers("3", library: "libopenblasp-r0.3.21.so\n7f-80 rw-s 0 00:01 7 /SYSV00510510 (deleted)");
                break;
            case "OpenBlasSegment":
                _files.Add(("/proc/sysvipc/shm", "key shmid\n5309712 0"));
                Workers("3", library: "libopenblas.so.0");
                break;
            case "OpenMpi":
                Workers("3", environment: "OMPI_COMM_WORLD_RANK=1 OMPI_MCA_orte_bound_at_launch=1 OMPI_MCA_orte_hnp_uri=acme");
                break;
            case "Slurm":
                Put(new FixtureTask(30, "slurmstepd") { Parent = Systemd, VirtualKibibytes = 4 });
                Workers(
                    "3", parent: 30,
                    environment: "SLURM_CPU_BIND_LIST=0x8,0x4 SLURM_CPU_BIND_TYPE=mask_cpu: SLURM_JOB_CPUS_PER_NODE=2 SLURM_JOB_ACCOUNT=acme");
                break;
            case "Mpich":
                Workers("3", environment: "PMI_RANK=0 HYDI_CONTROL_FD=7 HYDRA_USER_PROVIDED_BINDING=1 MPIR_CVAR_CH3_INTERFACE_HOSTNAME=acme");
                break;
            case "IntelMpi":
                Workers("3", environment: "PMI_RANK=0 I_MPI_ROOT=/opt/acme I_MPI_PIN=1");
                break;
            case "Taskset":
                _files.Add(($"/proc/{Parent}/environ", "HOME=/home/acme\0"));
                Library(Parent, "libc.so.6");
                Workers("3", environment: "_=/usr/bin/taskset PWD=/home/acme");
                Put(_tasks[FirstWorker] with { CommandLine = "python3" });
                break;
            case "Pmix":
                Workers("3", environment: "PMIX_RANK=1 PMIX_NAMESPACE=acme");
                break;
            case "Docker":
                Workers("3", cgroup: "/system.slice/docker-3f4e5d6c7b8a9988.scope");
                break;
            case "Libvirt":
                Workers("3", cgroup: "/machine.slice/machine-qemu\\x2d3\\x2dacme.scope/libvirt/emulator");
                break;
            case nameof(CauseKind.Systemd):
                Workers("3", cgroup: "/system.slice/acme.service", parent: Systemd);
                break;
            case "InheritedFromShell":
                Put(_tasks[Shell] with { Affinity = "3" });
                Put(_tasks[Parent] with { Affinity = "3" });
                Workers("3");
                break;
            case "InheritedFromProgram":
                Put(_tasks[Parent] with { Affinity = "3" });
                Workers("3");
                break;
            case nameof(CauseKind.Program):
                Workers("3");
                Put(Worker(60, "2") with { Run = 0, State = 'S' });
                break;
            case nameof(CauseKind.Unknown):
                Workers("3");
                break;
            case "CpusetOfDocker":
                Cpuset("/system.slice/docker-3f4e5d6c7b8a9988.scope");
                break;
            case "CpusetOfKubernetes":
                Cpuset("/kubepods.slice/kubepods-acme.slice/cri-containerd-3f4e5d6c7b8a9988.scope");
                break;
            case "CpusetOfSlurm":
                Cpuset("/slurm/uid_0/job_4711");
                break;
            case "CpusetOfUnit":
                Cpuset("/system.slice/acme.service");
                break;
            case nameof(CauseKind.Cpuset):
                Cpuset("/acme");
                break;
            case nameof(CauseKind.Quota):
                Workers(cpus: null, cgroup: "/system.slice/acme.service");
                break;
            case nameof(CauseKind.Isolation) or nameof(CauseKind.Offline):
                Workers(cpus: null, count: 4);
                break;
        }
    }

    private void Cpuset(string cgroup)
    {
        _files.Add(($"/sys/fs/cgroup{cgroup}/cpuset.cpus.effective", "3"));
        Workers("3", cgroup: cgroup);
    }

    private void Workers(
        string? cpus, string? library = null, string environment = "", string? cgroup = null, int parent = Parent, int count = 2)
    {
        for (int pid = FirstWorker; pid < FirstWorker + count; pid++)
        {
            Put(Worker(pid, cpus) with { Parent = parent, Cgroup = cgroup is null ? null : $"0::{cgroup}" });
            _files.Add(($"/proc/{pid}/environ", environment.Replace(' ', '\0') + '\0'));
            Library(pid, library ?? "libc.so.6");
        }
    }

    private static FixtureTask Worker(int pid, string? cpus) => new(pid, "python3")
    {
        State = 'R',
        Parent = Parent,
        Uid = 5001,
        LastCpu = cpus is null ? pid % 3 : int.Parse(cpus, System.Globalization.CultureInfo.InvariantCulture),
        Affinity = cpus,
        Run = 0.5,
        Wait = 0.5,
        CpuTime = TimeSpan.FromMinutes(5),
        CommandLine = "python3 acme.py",
        VirtualKibibytes = 4,
        StartTicks = (ulong)(1000 + pid),
    };

    private void Library(int pid, string name) => _files.Add(($"/proc/{pid}/maps", $"7f-80 r-xp 0 fe:00 7 /acme/{name}"));

    private void Put(FixtureTask task) => _tasks[task.Tid] = task;

    private string Build(string what)
    {
        var machine = new MachineBuilder("For a cause.")
        {
            Online = CpuSet.Range(0, what == nameof(CauseKind.Offline) ? 2 : 3),
            HasRunQueues = true,
        };
        machine.CpuFile("present", "0-3").CpuFile("online", machine.Online.ToString())
            .CpuFile("isolated", what == nameof(CauseKind.Isolation) ? "3" : "")
            .File("/proc/self/mountinfo", "30 22 0:27 / /sys/fs/cgroup rw - cgroup2 cgroup2 rw")
            .File("/sys/fs/cgroup/cpuset.cpus.effective", machine.Online.ToString())
            .File("/etc/passwd", "root:x:0:0::/root:\nann:x:5001:1::/home/ann:");
        foreach ((string path, string text) in _files)
        {
            machine.File(path, text);
        }

        if (what == nameof(CauseKind.Quota))
        {
            machine.File("/sys/fs/cgroup/system.slice/acme.service/cpu.max", "50000 100000");
        }

        string built = machine.Tasks(_tasks.Values).Build();
        const string Quota = "fs/cgroup/system.slice/acme.service/cpu.stat --\nnr_periods ";
        return what != nameof(CauseKind.Quota) ? built : built.Replace(
            "-- end --", $"-- sys/{Quota}100\nnr_throttled 10\n-- sys@1/{Quota}130\nnr_throttled 40\n-- end --", StringComparison.Ordinal);
    }
}
