using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>A container that began with a narrow mask: its first process, which a runtime started, has it. A process that pins itself later is not the container's doing.</summary>
internal static class ContainerMask
{
    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        string? cgroup = process.Cgroups.FirstOrDefault(static path => CgroupOwner.KindOf(path) == CauseKind.Container);
        if (cgroup is null || (origin.IsThreadsOwn && !IsMachine(cgroup)) || !IsFirst(origin, cgroup))
        {
            return null;
        }

        CpuSet online = origin.Snapshot.Topology.Online;
        var owner = CgroupOwner.Of(cgroup, online, origin.Task.Name);
        return IsMachine(cgroup)
            ? new Cause(
                CauseKind.Container,
                CauseConfidence.Medium,
                $"likely set by {owner.Name}",
                $"{SafeText.Of(origin.Task.Name)} {origin.Task.Tid} belongs to a virtual machine, whose threads libvirt pins.",
                process.Key.Tid,
                "Give the guest more CPUs: virsh vcpupin and emulatorpin, or cputune in its XML.")
            {
                Lines = MachineCommands.Lines(cgroup, origin.Task.Name, online),
            }
            : new Cause(
                CauseKind.Container,
                CauseConfidence.Medium,
                $"likely set by {owner.Name}",
                $"{CauseText.Name(process)} is the first process of {SafeText.Of(cgroup)} and began with the mask.",
                process.Key.Tid,
                "Look at the CPU affinity of the runtime's own service (CPUAffinity=) and of the container: it is inherited.");
    }

    // libvirt pins the threads of its machines.
    private static bool IsMachine(string cgroup) => cgroup.Contains("machine-qemu", StringComparison.Ordinal);

    private static bool IsFirst(MaskOrigin origin, string cgroup) =>
        origin.Process.ParentPid == 0 || (origin.Parent is { } parent && !parent.Cgroups.Contains(cgroup));
}
