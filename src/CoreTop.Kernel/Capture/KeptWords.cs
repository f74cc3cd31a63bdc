using System.Collections.Frozen;

namespace CoreTop.Kernel.Capture;

/// <summary>
/// What stays readable in a capture, because causes look for it or because everybody has it: the one list. Any other word
/// that a user may have chosen is replaced.
/// </summary>
internal static class KeptWords
{
    private const int LongestNumber = 7;

    // Of cgroups and of the folders they are mounted in. Job 4711 and its like are a word and a number.
    private static readonly FrozenSet<string> Cgroups = Set(
        """
        slice scope service mount socket swap device target timer path automount
        system user machine init session app background root user-runtime-dir
        kubepods kubepod kubelet kube pods pod burstable besteffort guaranteed podruntime runtime kubelet.slice
        docker dockerd containerd cri crio conmon libpod podman buildkit moby nerdctl lxc lxcfs lxd incus monitor payload lxc.payload lxc.monitor
        libvirt libvirtd virtqemud qemu kvm machined nspawn vcpu emulator iothread
        slurm slurmd slurmctld slurmstepd job jobid step task uid batch extern interactive pbs pbspro torque sge lsf htcondor condor flux
        systemd journald logind udevd udev resolved networkd timesyncd timedated hostnamed localed oomd homed userdbd boot coredump
        dbus broker polkit polkitd rsyslog syslog cron crond anacron atd ssh sshd getty serial tty pts agetty login gdm sddm lightdm
        NetworkManager ModemManager wpa supplicant chrony chronyd ntp ntpd ntpsec irqbalance tuned numad thermald acpid smartd mcelog
        snapd packagekit fwupd udisks udisks2 upower colord accounts daemon avahi cups bluetooth firewalld nftables iptables
        nginx apache apache2 httpd mysql mysqld mariadb postgresql postgres redis mongodb memcached rabbitmq haproxy php fpm
        prometheus node exporter grafana telegraf collectd nvidia persistenced dcgm
        gnome plasma kde shell terminal console tmux screen spawn vte dconf pipewire pulseaudio wireplumber gvfs xdg desktop portal
        run rc c u r p invocation transient delegate payload supervisor workers worker leaf
        sys fs cgroup cgroup2 unified cpu cpuacct cpuset memory blkio pids devices freezer hugetlb perf event net cls prio rdma misc io
        rw ro nosuid nodev noexec relatime noatime strictatime nsdelegate recursiveprot localevents name noprefix clone children xattr
        """);

    // Programs that only start others, as causes know them, and interpreters: a user's name that is one of them is left.
    private static readonly FrozenSet<string> Programs = Set(
        """
        sh bash dash ash zsh fish ksh mksh csh tcsh busybox tmux screen sshd login su sudo cron crond atd make xargs parallel timeout nohup
        setsid systemd init taskset numactl chrt nice ionice env time perf strace gdb mpirun mpiexec orterun prterun orted prted srun sbatch
        slurmstepd hydra pmi proxy python python2 python3 ruby perl node java php lua julia go R Rscript matlab octave docker containerd shim
        runc crun conmon kubelet qemu kvm nginx apache2 httpd postgres mysqld redis server mongod sleep cat top htop coretop
        """);

    // Names of variables that say how a program uses CPUs, in words.
    private static readonly FrozenSet<string> Variables = Set(
        """
        OMP KMP GOMP GOMAXPROCS RAYON MKL OPENBLAS GOTOBLAS GOTO OMPI PMIX SLURM COMM WORLD MCA PRTE ORTE RTE HWLOC BASE RMAPS BINDING
        PROC PROCS BIND NUM THREAD THREADS PLACES SCHEDULE DYNAMIC NESTED WAIT POLICY DISPLAY ENV AFFINITY FORMAT BLOCKTIME LIBRARY SETTINGS
        HW SUBSET TEAMS TEAM MAX MIN ACTIVE LEVELS LEVEL STACKSIZE LIMIT CANCELLATION TARGET OFFLOAD DEFAULT DEVICE ALLOCATOR TOOL LIBRARIES
        VERBOSE INIT DEBUG CPU CPUS LIST TYPE SPINCOUNT SPIN RTEMS THREADPOOL DETERMINISTIC REDUCTION BARRIER PATTERN PLAIN FORK JOIN
        TOPOLOGY METHOD WARNINGS VERSION DISP HAND TASKING TASK STEALING CONSTRAINT ATOMIC MODE FORCE SERIAL INTERFACE LAYER DOMAIN
        INSTRUCTIONS CBWR NUMERICAL ENABLE CORETYPE MAIN FREE RANK SIZE LOCAL NODE JOB STEP ID NODEID PROCID LOCALID TASKS PER AT LAUNCH
        BOUND NAMESPACE HOSTNAME SERVER URI SECURITY SYSTEM TMPDIR GDS MODULE BY OVERLOAD ALLOWED ALLOC MAP
        HYDRA HYDI PMI CONTROL FD USER PROVIDED MPI PIN INFO MAPPING UNIT CELL ORDER DOMAINS TORCHELASTIC RUN RESTART COUNT AGENT STORE
        BLIS NUMEXPR NUMBA JULIA POLARS DOTNET PROCESSOR UV MV2 JOBID STEPID PBS LSB SGE
        """);

    // Values of those variables, and of options that say how a program uses CPUs.
    private static readonly FrozenSet<string> Settings = Set(
        """
        true false yes no on off none disabled enabled default all any auto null
        close spread master primary threads thread cores core sockets socket ll caches ll_caches numa domain domains numa_domains node nodes numanode
        package packages board hwthread hwthreads pu slot slots l1 l2 l3 l1cache l2cache l3cache ldom ldoms rank rank_ldom
        static dynamic guided runtime monotonic nonmonotonic passive active hybrid yield throughput turnaround serial
        granularity fine tile compact scatter balanced explicit physical logical verbose noverbose respect norespect warnings nowarnings
        reset noreset proclist mask cpu cpus map mask_cpu map_cpu mask_ldom map_ldom quiet nooverload overload allowed ordered
        if supported overload-allowed span oversubscribe nooversubscribe ppr pe dist seq by user external mandatory parallel intel gnu tbb
        sequential lp64 ilp64 fixed dynamic_fixed infinity infinite unlimited shared localalloc strict
        """);

    private static readonly FrozenSet<string> Numbered = Set("job step task vcpu iothread cpu node numa session c u tty pts pod leaf pid uid");

    /// <summary>A word of a cgroup's path stays.</summary>
    public static bool OfCgroups(ReadOnlySpan<char> word) =>
        IsNumber(word) || Holds(Cgroups, word) || (WithoutNumber(word) is { IsEmpty: false } stem && Holds(Numbered, stem));

    /// <summary>The name of a program stays although a user or the host is called so.</summary>
    public static bool OfPrograms(ReadOnlySpan<char> word) => Holds(Programs, word) || Holds(Cgroups, word);

    /// <summary>A word of a variable's name stays.</summary>
    public static bool OfVariables(ReadOnlySpan<char> word) => IsNumber(word) || Holds(Variables, word);

    /// <summary>A word of a setting's value stays.</summary>
    public static bool OfSettings(ReadOnlySpan<char> word) =>
        Holds(Settings, word) || IsNumber(WithoutUnit(word)) || (WithoutNumber(word) is { IsEmpty: false } stem && Holds(Settings, stem));

    private static bool IsNumber(ReadOnlySpan<char> word) =>
        word.Length is > 0 and <= LongestNumber && !word.ContainsAnyExceptInRange('0', '9');

    private static ReadOnlySpan<char> WithoutNumber(ReadOnlySpan<char> word)
    {
        ReadOnlySpan<char> stem = word.TrimEnd("0123456789");
        return stem.Length < word.Length && word.Length - stem.Length <= LongestNumber ? stem : default;
    }

    private static ReadOnlySpan<char> WithoutUnit(ReadOnlySpan<char> word) =>
        word.EndsWith("kb", StringComparison.OrdinalIgnoreCase) || word.EndsWith("mb", StringComparison.OrdinalIgnoreCase)
            || word.EndsWith("gb", StringComparison.OrdinalIgnoreCase) ? word[..^2]
        : word.Length > 1 && "bBkKmMgGtTcCsS".Contains(word[^1], StringComparison.Ordinal) ? word[..^1]
        : word;

    private static bool Holds(FrozenSet<string> words, ReadOnlySpan<char> word) =>
        words.GetAlternateLookup<ReadOnlySpan<char>>().Contains(word);

    private static FrozenSet<string> Set(string words) =>
        words.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).ToFrozenSet(StringComparer.OrdinalIgnoreCase);
}
