using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming;

/// <summary>Who made a cgroup, by its path.</summary>
/// <param name="Kind">What sort of program made it; <see cref="CauseKind.Cpuset"/> when the path does not say.</param>
/// <param name="Name">The program, or the unit with its program; null when the path does not say.</param>
/// <param name="Permanent">A sentence saying where its CPUs are set.</param>
internal sealed partial record CgroupOwner(CauseKind Kind, string? Name, string Permanent)
{
    private const int IdLength = 12;

    // The id as its runtime gives it, or id1 and the like, which captures have in its place.
    [GeneratedRegex("^(?:id[0-9]+|[0-9a-f]+)")]
    private static partial Regex ContainerId { get; }

    private const string OfPods =
        "Give the pod whole CPUs, as many as it needs: equal integers as CPU request and limit of each container.";

    private const string OfSharedPods =
        "Pods with CPUs of their own leave the others these: fewer such pods, or a kubelet with --cpu-manager-policy=none.";

    private const string LineOfPods = "resources: { requests: { cpu: {1} }, limits: { cpu: {1} } }";

    // What to say, and the line to paste, if there is one: {0} stands for the container and {1} for the CPUs.
    private static readonly (string Mark, string Name, string Permanent, string Line)[] Containers =
    [
        ("burstable", "Kubernetes", OfSharedPods, ""),
        ("besteffort", "Kubernetes", OfSharedPods, ""),
        ("/kubepods", "Kubernetes", OfPods, LineOfPods),
        ("/crio-", "CRI-O", OfPods, LineOfPods),
        ("/docker/", "Docker", "Give the container more CPUs.", "docker update --cpuset-cpus={1} {0}"),
        ("/docker-", "Docker", "Give the container more CPUs.", "docker update --cpuset-cpus={1} {0}"),
        ("/libpod-", "Podman", "Give the container more CPUs.", "podman update --cpuset-cpus={1} {0}"),
        ("/nerdctl-", "containerd", "Give the container more CPUs.", "nerdctl update --cpuset-cpus={1} {0}"),
        ("/machine-qemu", "libvirt", "Give the guest more CPUs: virsh vcpupin and emulatorpin, or cputune in its XML.", ""),
        ("/lxc", "LXC", "Give the container more CPUs: lxc.cgroup2.cpuset.cpus, or limits.cpu of LXD and Incus.", ""),
        ("/cri-containerd-", "containerd", "Give the container more CPUs.", ""),
        ("/machine.slice/", "a container or virtual machine manager", "Give the machine more CPUs: AllowedCPUs= of its unit.", ""),
    ];

    /// <summary>Lines to paste that give it the CPUs; empty when none are known.</summary>
    public ImmutableArray<string> Lines { get; private init; } = [];

    /// <summary>The owner of a cgroup.</summary>
    /// <param name="path">The cgroup's path.</param>
    /// <param name="online">The CPUs to give.</param>
    /// <param name="task">The name of a task in it, which says what a thread of a virtual machine is.</param>
    public static CgroupOwner Of(string path, CpuSet online, string task)
    {
        if (path == "/")
        {
            return new CgroupOwner(
                CauseKind.Container, "the container that CoreTop runs in", "Give the container more CPUs from outside of it.");
        }

        foreach ((string mark, string name, string permanent, string line) in Containers)
        {
            // The quality of service is part of a pod's path; in other paths the same word may mean anything.
            if (path.Contains(mark, StringComparison.Ordinal) && (mark[0] == '/' || path.Contains("/kubepods", StringComparison.Ordinal)))
            {
                return new CgroupOwner(CauseKind.Container, name, permanent)
                {
                    Lines = name == "libvirt" ? MachineCommands.Lines(path, task, online) : LineOf(line, path, mark, online),
                };
            }
        }

        if (path.Contains("/slurm", StringComparison.Ordinal) || path.Contains("slurmstepd", StringComparison.Ordinal))
        {
            return new CgroupOwner(
                CauseKind.Launcher, "Slurm", "Ask for more CPUs: sbatch or srun --cpus-per-task=N. Not binding (--cpu-bind=none) would not give more.")
            {
                Lines = [$"srun --cpus-per-task={online.Count}"],
            };
        }

        return Unit(path) is { } unit ? OfUnit(path, unit) : OfCgroup(path, online);
    }

    /// <summary>The sort of program that made a cgroup.</summary>
    public static CauseKind KindOf(string path) => Of(path, CpuSet.Empty, string.Empty).Kind;

    /// <summary>The systemd unit that a path ends in, such as <c>train.service</c>; null when it does not end in one.</summary>
    public static string? Unit(string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        bool isUnit = last.EndsWith(".service", StringComparison.Ordinal) || last.EndsWith(".scope", StringComparison.Ordinal)
            || last.EndsWith(".slice", StringComparison.Ordinal);
        return isUnit ? last : null;
    }

    private static CgroupOwner OfUnit(string path, string unit)
    {
        // systemd puts a prefix before a name that the kernel would take for one of its own files; it does not belong to the unit's name.
        string word = ShellWord.Of(unit.TrimStart('_'));
        string systemctl = path.Contains("/user@", StringComparison.Ordinal) ? "systemctl --user" : "systemctl";
        return new CgroupOwner(
            CauseKind.Systemd, $"systemd for {SafeText.Of(unit)}", "An empty AllowedCPUs= lets the unit use all CPUs; this takes effect at once.")
        {
            Lines = [$"{systemctl} set-property -- {word} AllowedCPUs="],
        };
    }

    private static CgroupOwner OfCgroup(string path, CpuSet online) => new(
        CauseKind.Cpuset, Name: null, "Give the cgroup more CPUs: its cpuset.cpus, and those of the cgroups above it.")
    {
        Lines = SafeText.IsSafe(path) ? [$"echo {online} > {ShellWord.Of($"/sys/fs/cgroup{path}/cpuset.cpus")}"] : [],
    };

    private static ImmutableArray<string> LineOf(string line, string path, string mark, CpuSet online)
    {
        if (line == LineOfPods)
        {
            return [line.Replace("{1}", online.Count.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal)];
        }

        if (!line.Contains("{0}", StringComparison.Ordinal))
        {
            return line.Length > 0 ? [line] : [];
        }

        Match id = ContainerId.Match(path[(path.IndexOf(mark, StringComparison.Ordinal) + mark.Length)..]);
        return id.Success
            ? [line.Replace("{0}", id.Value[..Math.Min(IdLength, id.Length)], StringComparison.Ordinal).Replace("{1}", online.ToString(), StringComparison.Ordinal)]
            : [];
    }
}
