using CoreTop.Analysis.Judging;

namespace CoreTop.Analysis.Blaming;

/// <summary>Who made a cgroup, by its path.</summary>
/// <param name="Kind">What sort of program that is; <see cref="CauseKind.Cpuset"/> when the path does not say.</param>
/// <param name="Name">The program, or the unit with its program; null when the path does not say.</param>
/// <param name="Permanent">A sentence saying where its CPUs are set.</param>
internal readonly record struct CgroupOwner(CauseKind Kind, string? Name, string Permanent)
{
    private static readonly (string Mark, string Name, string Permanent)[] Containers =
    [
        ("/kubepods", "Kubernetes", "Change the pod's CPU request or the kubelet's CPU manager policy."),
        ("/docker/", "Docker", "Give the container more CPUs: docker update --cpuset-cpus."),
        ("/docker-", "Docker", "Give the container more CPUs: docker update --cpuset-cpus."),
        ("/crio-", "CRI-O", "Change the pod's CPU request or the kubelet's CPU manager policy."),
        ("/libpod-", "Podman", "Give the container more CPUs: podman update --cpuset-cpus."),
        ("/machine-qemu", "libvirt", "Give the machine more CPUs: virsh vcpupin and emulatorpin."),
        ("/lxc", "LXC", "Give the container more CPUs: lxc.cgroup2.cpuset.cpus, or limits.cpu."),
        ("/machine.slice/", "a container or virtual machine manager", "Give the machine more CPUs: AllowedCPUs= of its unit."),
    ];

    /// <summary>The owner of a cgroup.</summary>
    public static CgroupOwner Of(string path)
    {
        if (path == "/")
        {
            return new CgroupOwner(
                CauseKind.Container, "the container that CoreTop runs in", "Give the container more CPUs from outside of it.");
        }

        foreach ((string mark, string name, string permanent) in Containers)
        {
            if (path.Contains(mark, StringComparison.Ordinal))
            {
                return new CgroupOwner(CauseKind.Container, name, permanent);
            }
        }

        if (path.Contains("/slurm", StringComparison.Ordinal) || path.Contains("slurmstepd", StringComparison.Ordinal))
        {
            return new CgroupOwner(CauseKind.Launcher, "Slurm", "Ask for more CPUs: srun or sbatch --cpus-per-task.");
        }

        return Unit(path) is { } unit
            ? new CgroupOwner(CauseKind.Systemd, $"systemd for {Phrases.Printable(unit)}", "Change AllowedCPUs= of the unit: systemctl edit.")
            : new CgroupOwner(CauseKind.Cpuset, Name: null, "Give the cgroup more CPUs: its cpuset.cpus.");
    }

    /// <summary>The systemd unit that a path ends in, such as <c>train.service</c>; null when it ends in none.</summary>
    public static string? Unit(string path)
    {
        string last = path[(path.LastIndexOf('/') + 1)..];
        bool isUnit = last.EndsWith(".service", StringComparison.Ordinal) || last.EndsWith(".scope", StringComparison.Ordinal)
            || last.EndsWith(".slice", StringComparison.Ordinal);
        return isUnit ? last : null;
    }
}
