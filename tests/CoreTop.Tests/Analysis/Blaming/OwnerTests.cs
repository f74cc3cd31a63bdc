using CoreTop.Analysis.Blaming;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class OwnerTests : CauseScene
{
    [Theory]
    [InlineData("/docker/4f5e6d7c8b9a0123456", "docker update --cpuset-cpus=0-35 4f5e6d7c8b9a")]
    [InlineData("/system.slice/docker-4f5e6d7c8b9a0123456.scope", "docker update --cpuset-cpus=0-35 4f5e6d7c8b9a")]
    [InlineData("/machine.slice/libpod-4f5e6d7c8b9a0123456.scope/container", "podman update --cpuset-cpus=0-35 4f5e6d7c8b9a")]
    [InlineData("/system.slice/train.service", "systemctl set-property -- train.service AllowedCPUs=")]
    [InlineData("/user.slice/user-7.slice/user@7.service/app.slice/x.service", "systemctl --user set-property -- x.service AllowedCPUs=")]
    [InlineData("/system.slice/$(reboot).service", "systemctl set-property -- '$(reboot).service' AllowedCPUs=")]
    [InlineData("/kubepods.slice/kubepods-pod1.slice/cri-containerd-4f.scope", "resources: { requests: { cpu: 36 }, limits: { cpu: 36 } }")]
    [InlineData("/slurm/uid_0/job_7/step_0", "srun --cpus-per-task=36")]
    [InlineData("/jobs/a b", "echo 0-35 > '/sys/fs/cgroup/jobs/a b/cpuset.cpus'")]
    [InlineData(@"/machine.slice/machine-qemu\x2d3\x2dweb\x2d1.scope/libvirt/vcpu2", "virsh vcpupin web-1 2 0-35 --live --config")]
    [InlineData(@"/machine.slice/machine-qemu\x2d3\x2dweb.scope/libvirt/emulator", "virsh emulatorpin web 0-35 --live --config")]
    [InlineData(@"/machine.slice/machine-qemu\x2d3\x2d$x.scope/libvirt/emulator", "virsh emulatorpin '$x' 0-35 --live --config")]
    public void What_limits_a_cpuset_comes_with_the_line_that_gives_it_more(string cgroup, string line)
    {
        Process(Worker, Parent, "python", "0-3", limit: "0-3", limitedBy: cgroup);

        Assert.Equal([line], Find()!.Lines);
        Assert.Equal(CauseConfidence.High, Find()!.Confidence);
    }

    [Theory]
    [InlineData("/docker/$(reboot)")]
    [InlineData("/docker/ideal")]
    [InlineData("/jobs/a\nb")]
    public void A_cgroup_whose_name_fits_in_no_line_has_none(string cgroup)
    {
        Process(Worker, Parent, "python", "0-3", limit: "0-3", limitedBy: cgroup);

        Assert.Empty(Find()!.Lines);
    }

    [Theory]
    [InlineData("/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod1.slice/cri-containerd-4f.scope")]
    [InlineData("/kubepods/besteffort/pod1/4f")]
    public void A_pod_without_CPUs_of_its_own_has_what_those_with_leave(string cgroup)
    {
        Process(Worker, Parent, "python", "0-3", limit: "0-3", limitedBy: cgroup);

        Assert.Contains("--cpu-manager-policy=none", Find()!.Permanent, StringComparison.Ordinal);
        Assert.Empty(Find()!.Lines);
    }

    [Fact]
    public void A_pinned_virtual_cpu_is_given_back_by_its_number()
    {
        Process(Worker, Systemd, "qemu-system-x86", cgroup: @"/machine.slice/machine-qemu\x2d3\x2dweb.scope/libvirt/emulator");

        Cause cause = Find(Task("5", tid: 77, name: "CPU 2/KVM"))!;

        Assert.Equal((CauseKind.Container, CauseConfidence.Medium, "likely set by libvirt"), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Equal(["virsh vcpupin web 2 0-35 --live --config"], cause.Lines);
    }

    [Fact]
    public void What_was_left_behind_by_a_terminal_of_a_desktops_service_is_not_its_units_doing()
    {
        const string Unit = "/user.slice/user-7.slice/user@7.service/app.slice/terminal.service";
        const int Manager = 20;
        Process(Manager, Systemd, "systemd", cgroup: "/user.slice/user-7.slice/user@7.service/init.scope");
        Process(Worker, Manager, "solver", "3", cgroup: Unit, session: Shell);
        Assert.Equal("likely set by systemd (CPUAffinity= of terminal.service)", Find()!.Phrase);

        Show(Shell, Manager, "bash", "0-35");
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Worker, Manager, "solver", "3", cgroup: Unit, session: Worker);
        Assert.Equal(CauseKind.Systemd, Find()!.Kind);
        Assert.Contains("systemctl --user edit -- terminal.service", Find()!.Lines);
    }

    [Fact]
    public void Known_programs_that_pin_workers_say_where_that_is_turned_off()
    {
        Process(Worker, Parent, "nginx", "0");
        Show(Worker, Parent, "nginx", "0");
        Show(50, Parent, "nginx", "1");

        Assert.Contains("worker_cpu_affinity in nginx.conf", Find()!.Permanent, StringComparison.Ordinal);
    }
}
