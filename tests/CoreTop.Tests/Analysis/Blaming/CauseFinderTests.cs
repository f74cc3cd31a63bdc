using CoreTop.Analysis.Blaming;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Tests.Analysis.Blaming;

public sealed class CauseFinderTests : CauseScene
{
    [Fact]
    public void A_task_that_may_use_every_cpu_has_no_cause()
    {
        Process(Worker, parent: Parent, "python");

        Assert.Null(Find());
    }

    [Fact]
    public void Workers_inherit_what_the_runtime_did_to_their_parent()
    {
        Process(Parent, Shell, "python", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"]);
        Process(Worker, Parent, "python", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"]);

        Cause cause = Find()!;

        Assert.Equal(Parent, cause.OriginPid);
        Assert.Equal(CauseKind.OpenMpVariable, cause.Kind);
        Assert.Contains("python 42 inherited the mask", cause.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true, false, CauseConfidence.High, "set by OpenBLAS")]
    [InlineData(false, true, CauseConfidence.Medium, "likely set by OpenBLAS")]
    public void OpenBlas_with_affinity_is_known_by_its_table(
        bool isMapped, bool exists, CauseConfidence confidence, string phrase)
    {
        HasOpenBlasSegment = exists;
        Process(Worker, Parent, "python", "0", libraries: ["libopenblasp-r0.3.21.so"], hasTable: isMapped);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.OpenBlas, confidence, phrase), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.Contains("OPENBLAS_MAIN_FREE=1", cause.Permanent, StringComparison.Ordinal);
    }

    [Fact]
    public void OpenBlas_without_a_table_or_with_its_main_thread_freed_is_innocent()
    {
        Process(Worker, Parent, "python", "0", libraries: ["libopenblas.so.0"]);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(
            Worker, Parent, "python", "0", libraries: ["libopenblas.so.0"], environment: ["OPENBLAS_MAIN_FREE=1"], hasTable: true);
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void What_a_daemon_hands_on_is_named_after_the_daemon_with_its_own_reason()
    {
        Process(Parent, Shell, "raylet", "0", libraries: ["libiomp5.so"], environment: ["KMP_AFFINITY=compact"]);
        Process(Worker, Parent, "ray::IDLE", "0");

        Cause cause = Find()!;
        Assert.Equal((CauseKind.OpenMpVariable, Parent), (cause.Kind, cause.OriginPid));

        Process(Parent, Shell, "raylet", "0");
        Assert.Equal("inherited from raylet 41", Find()!.Phrase);
        Assert.Equal(CauseConfidence.None, Find()!.Confidence);
        Assert.Equal(["strace -f -e trace=sched_setaffinity -p 40"], Find()!.Lines);
    }

    [Theory]
    [InlineData("bash", "")]
    [InlineData("tmux: server", "tmux")]
    [InlineData("cron", "/usr/sbin/cron -f")]
    [InlineData("run.sh", "/bin/bash ./run.sh")]
    public void A_narrow_shell_or_script_was_started_under_taskset(string name, string commandLine)
    {
        Process(Shell, Systemd, name, "35", commandLine: commandLine);
        Process(Parent, Shell, "python", "35");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Inherited, CauseConfidence.Medium), (cause.Kind, cause.Confidence));
        Assert.Equal($"inherited from {name} 40, likely started under taskset", cause.Phrase);
        Assert.Equal(Shell, cause.OriginPid);
        Assert.Contains("systemd 1 may use CPUs 0-35", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wider_mask_above_ends_the_walk()
    {
        Process(Shell, Systemd, "bash", "0-17");
        Process(Parent, Shell, "launcher", "3");
        Process(Worker, Parent, "python", "3");

        Assert.Equal(Parent, Find()!.OriginPid);
    }

    [Fact]
    public void An_ancestor_whose_whole_cpuset_it_is_pinned_nothing()
    {
        Process(Parent, Shell, "python", "35", limit: "35", limitedBy: "/jobs");

        Assert.Equal(Worker, Find()!.OriginPid);
    }

    [Fact]
    public void Pool_sizes_that_follow_the_affinity_do_not_make_the_pool_the_culprit()
    {
        Process(Shell, Systemd, "bash", "0-1");
        Process(Parent, Shell, "joblib", "0-1");
        Process(Worker, Parent, "LokyProcess-1", "0-1");

        Assert.Equal("inherited from bash 40, likely started under taskset", Find()!.Phrase);
    }

    [Theory]
    [InlineData("/system.slice/docker-4f.scope", "Docker")]
    [InlineData("/docker/4f", "Docker")]
    [InlineData("/kubepods.slice/kubepods-pod1.slice/cri-containerd-4f.scope", "Kubernetes")]
    [InlineData("/machine.slice/libpod-4f.scope", "Podman")]
    [InlineData("/lxc.payload.web", "LXC")]
    public void The_first_process_of_a_container_has_its_mask_from_the_runtime(string cgroup, string runtime)
    {
        Process(Parent, Systemd, "containerd-shim");
        Process(Worker, Parent, "python", "0", cgroup: cgroup);

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Container, CauseConfidence.Medium, $"likely set by {runtime}"), (cause.Kind, cause.Confidence, cause.Phrase));
    }

    [Fact]
    public void A_later_process_of_a_container_and_the_runtime_itself_are_not_the_containers_doing()
    {
        Process(Parent, Shell, "python", cgroup: "/docker/4f");
        Process(Worker, Parent, "python", "0", cgroup: "/docker/4f");
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);

        Process(Worker, Systemd, "dockerd", "0", cgroup: "/system.slice/docker.service");
        Assert.Equal("likely set by systemd (CPUAffinity= of docker.service)", Find()!.Phrase);
    }

    [Fact]
    public void A_service_that_systemd_started_narrow_has_it_from_its_unit()
    {
        Process(Worker, Systemd, "postgres", "0-1", cgroup: "/system.slice/postgresql.service");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Systemd, CauseConfidence.Medium), (cause.Kind, cause.Confidence));
        Assert.Equal("likely set by systemd (CPUAffinity= of postgresql.service)", cause.Phrase);
    }

    [Theory]
    [InlineData(Systemd, "init", null, CauseKind.Systemd)]
    [InlineData(Parent, "systemd", "/user.slice/user-1000.slice/user@1000.service/init.scope", CauseKind.Systemd)]
    [InlineData(Parent, "(sd-pam)", "/init.scope", CauseKind.Systemd)]
    [InlineData(Parent, "systemd", "/user.slice/user-1000.slice/session-3.scope", CauseKind.Unknown)]
    [InlineData(Parent, "systemd", "/user.slice/user@evil.service/init.scope", CauseKind.Unknown)]
    [InlineData(Parent, "systemd", null, CauseKind.Unknown)]
    public void A_parent_is_systemd_by_its_number_or_its_cgroup_and_not_by_its_name(
        int parent, string name, string? cgroup, CauseKind expected)
    {
        Process(parent, parent == Systemd ? 0 : Shell, name, cgroup: cgroup);
        Process(Worker, parent, "postgres", "0-1", cgroup: "/system.slice/postgresql.service");

        Assert.Equal(expected, Find()!.Kind);
    }

    [Theory]
    [InlineData("/system.slice/$(reboot).service", "'$(reboot).service'")]
    [InlineData("/system.slice/a b';reboot;'.service", @"'a b'\'';reboot;'\''.service'")]
    [InlineData("/system.slice/x\nreboot.service", "'x?reboot.service'")]
    [InlineData("/system.slice/_cpu.service", "cpu.service")]
    public void A_units_name_in_what_helps_for_good_is_one_word_to_a_shell(string cgroup, string word)
    {
        Process(Worker, Systemd, "postgres", "0-1", cgroup: cgroup);

        Assert.Equal(
            [
                $"systemctl show -p CPUAffinity -p ExecStart -- {word}", $"systemctl edit -- {word}", "[Service]", "CPUAffinity=",
                $"systemctl restart -- {word}",
            ],
            Find()!.Lines);
    }

    [Fact]
    public void A_programs_name_in_what_helps_for_good_is_one_word_to_a_shell()
    {
        Process(Shell, Systemd, "$(reboot)\n'x", "35", commandLine: "/bin/sh x");
        Process(Parent, Shell, "python", "35");

        Assert.StartsWith(@"Start '$(reboot)?'\''x' without taskset", Find()!.Permanent, StringComparison.Ordinal);
    }

    [Fact]
    public void A_narrow_first_process_is_systemds_own_setting()
    {
        Process(Systemd, 0, "systemd", "0-1");
        Process(Shell, Systemd, "bash", "0-1");
        Process(Parent, Shell, "python", "0-1");
        Process(Worker, Parent, "python", "0-1");

        Assert.Equal("likely set by systemd for the whole system", Find()!.Phrase);
    }

    [Fact]
    public void Workers_on_one_cpu_each_were_pinned_by_their_program()
    {
        Process(Worker, Parent, "sampler", "0");
        Show(Worker, Parent, "sampler", "0");
        Show(50, Parent, "sampler", "1");
        Show(51, Parent, "sampler", "2");
        Show(52, Parent, "other", "3");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Program, CauseConfidence.Medium), (cause.Kind, cause.Confidence));
        Assert.Contains("3 workers of sampler are pinned to 3 different CPUs", cause.Evidence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0 0 1 1", "2 workers a CPU", "4 workers of sampler are pinned to 2 different CPUs, 2 each.")]
    [InlineData("0 0 1 1 1", "2 or 3 workers a CPU", "5 workers of sampler are pinned to 2 different CPUs, 2 or 3 each.")]
    public void Several_workers_on_each_CPU_are_not_said_to_have_one_each(string masks, string phrase, string evidence)
    {
        Process(Worker, Parent, "sampler", "0");
        int pid = Worker;
        foreach (string mask in masks.Split(' '))
        {
            Show(pid++, Parent, "sampler", mask);
        }

        Cause cause = Find()!;

        Assert.Equal($"likely set by sampler or what started it, {phrase}", cause.Phrase);
        Assert.Equal(evidence, cause.Evidence);
    }

    [Fact]
    public void The_first_thread_of_a_program_that_pins_its_threads_is_one_of_them()
    {
        Process(Worker, Parent, "solver", "0");
        ShowThreads(Worker, Parent, "solver", "0", "1", "2");

        Cause cause = Find(Task("0"), Task("1", tid: 43), Task("2", tid: 44))!;

        Assert.Equal(CauseKind.Program, cause.Kind);
        Assert.Equal("3 workers of solver are pinned to 3 different CPUs, one each.", cause.Evidence);
    }

    [Fact]
    public void Programs_that_pin_their_workers_alike_are_all_named()
    {
        foreach (int pid in (int[])[100, 200, 300])
        {
            Process(pid, Shell, $"solver{pid}", "0");
            ShowThreads(pid, Shell, $"solver{pid}", "0", "1");
        }

        Cause two = Find(Task("0", pid: 100), Task("1", tid: 101, pid: 100), Task("0", pid: 200), Task("1", tid: 201, pid: 200))!;
        Cause three = Find(Task("0", pid: 100), Task("0", pid: 200), Task("0", pid: 300))!;

        Assert.Equal("likely set by solver100 and solver200 or what started them, one worker a CPU", two.Phrase);
        Assert.Equal(
            "2 workers of solver100 are pinned to 2 different CPUs, one each. 2 workers of solver200 are pinned to 2 different CPUs, one each.",
            two.Evidence);
        Assert.Equal("Turn off pinning in solver100 and solver200, or give each of them CPUs of its own.", two.Permanent);
        Assert.Equal((2, 100), (two.Origins, two.OriginPid));
        Assert.Equal("likely set by solver100, solver200 and 1 more or what started them, one worker a CPU", three.Phrase);
        Assert.EndsWith(" It is the same with 1 other job.", three.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_child_of_a_worker_that_was_pinned_in_turn_is_said_to_have_inherited_the_mask()
    {
        Process(Parent, Shell, "sampler", "0", access: EvidenceAccess.Denied);
        Process(Worker, Parent, "gzip", "0");
        Show(Parent, Shell, "sampler", "0");
        Show(50, Shell, "sampler", "1");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Program, Parent), (cause.Kind, cause.OriginPid));
        Assert.Equal(
            "2 workers of sampler are pinned to 2 different CPUs, one each. gzip 42 inherited the mask. "
                + "The environment of sampler 41 cannot be read: run as root or its user to learn more.",
            cause.Evidence);
    }

    [Fact]
    public void What_is_so_of_every_task_is_said_of_all_and_begins_in_each()
    {
        Process(60, Parent, "python", "35");
        Process(61, Parent, "python", "35");

        Cause cause = Find(Task("35"), Task("35", pid: 60), Task("35", pid: 61))!;

        Assert.EndsWith(" The same holds for the other 2 tasks.", cause.Evidence, StringComparison.Ordinal);
        Assert.Equal((3, Worker), (cause.Origins, cause.OriginPid));
    }

    [Fact]
    public void A_parent_that_hands_its_mask_on_is_no_exception_among_its_children()
    {
        Process(Shell, Systemd, "make", "35");
        Process(Parent, Shell, "cc1", "35");
        Process(Worker, Shell, "cc1", "35");

        Cause cause = Find(Task("35", pid: Shell), Task("35", pid: Parent), Task("35"))!;

        Assert.Equal((CauseKind.Inherited, 1), (cause.Kind, cause.Origins));
        Assert.DoesNotContain("That holds", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_that_were_not_looked_at_are_not_said_to_have_ended()
    {
        Cause cause = Find(Task("35"), Task("35", pid: 900), Task("35", pid: 901))!;

        Assert.Equal("set by hand or by itself", cause.Phrase);
        Assert.EndsWith(" Only 1 of the 3 tasks was looked at.", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Cpusets_of_the_same_kind_are_one_cause_with_a_line_for_each()
    {
        foreach (int cpu in (int[])[0, 1, 2])
        {
            string cgroup = $@"/machine.slice/machine-qemu\x2d3\x2dweb.scope/libvirt/vcpu{cpu}";
            Process(60 + cpu, Systemd, "qemu-system-x86", $"{cpu}", limit: $"{cpu}", limitedBy: cgroup);
        }

        Cause two = Find(Task("0", pid: 60), Task("1", pid: 61))!;
        Cause three = Find(Task("0", pid: 60), Task("1", pid: 61), Task("2", pid: 62))!;

        Assert.EndsWith("vcpu1 allows only CPU 1.", two.Evidence, StringComparison.Ordinal);
        Assert.EndsWith("vcpu0 allows only CPU 0. 2 other cpusets limit the other tasks in the same way.", three.Evidence, StringComparison.Ordinal);
        Assert.Equal([0, 1, 2], three.Lines.Select((line, index) => line == $"virsh vcpupin web {index} 0-35 --live --config" ? index : -1));
    }

    [Fact]
    public void Workers_of_which_most_are_on_one_CPU_were_not_given_one_each()
    {
        Process(Worker, Parent, "sampler", "35");
        foreach (int pid in (int[])[Worker, 50, 51, 52])
        {
            Show(pid, Parent, "sampler", "35");
        }

        Show(53, Parent, "sampler", "1");

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Workers_that_all_have_the_same_cpu_were_not_pinned_one_by_one()
    {
        Show(Worker, Parent, "python", "35");
        Show(50, Parent, "python", "35");

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void A_mask_that_nothing_explains_is_said_to_be_unexplained()
    {
        Cause cause = Find()!;

        Assert.Equal((CauseKind.Unknown, CauseConfidence.None), (cause.Kind, cause.Confidence));
        Assert.Equal("set by hand or by itself", cause.Phrase);
        Assert.Equal(Worker, cause.OriginPid);
        Assert.Contains("its parent python 41 may use CPUs 0-35", cause.Evidence, StringComparison.Ordinal);
        Assert.Equal(["strace -f -e trace=sched_setaffinity -p 41"], cause.Lines);
    }

    [Theory]
    [InlineData(EvidenceAccess.Denied, "The environment of python 42 cannot be read: run as root or its user to learn more.")]
    [InlineData(EvidenceAccess.Missing, "The environment of python 42 cannot be read: it has ended, or the capture does not hold it.")]
    public void An_environment_that_cannot_beRead_is_said_and_not_guessed(EvidenceAccess access, string sentence)
    {
        Process(Worker, Parent, "python", "35", access: access);

        Cause cause = Find()!;

        Assert.Equal(CauseKind.Unknown, cause.Kind);
        Assert.EndsWith(sentence, cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void A_process_that_ended_before_it_was_looked_at_leaves_its_mask_unexplained()
    {
        Read.Remove(Worker);

        Assert.Equal("set by an unknown program", Find()!.Phrase);
        Assert.Null(Find()!.OriginPid);
    }

    [Fact]
    public void A_thread_with_a_mask_of_its_own_has_it_from_its_own_process()
    {
        Process(Shell, Systemd, "bash", "1");
        Process(Parent, Shell, "python", "1");
        Process(Worker, Parent, "python");

        Cause cause = Find(Task("1", tid: 77))!;

        Assert.Equal((CauseKind.Unknown, Worker), (cause.Kind, cause.OriginPid));
        Assert.StartsWith("Thread 77 has a mask of its own; python 42 itself may use CPUs 0-35", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Threads_of_an_inherited_mask_are_traced_to_the_ancestor()
    {
        Process(Shell, Systemd, "bash", "35");
        Process(Parent, Shell, "python", "35");

        Assert.Equal(Shell, Find(Task("35", tid: 77))!.OriginPid);
    }

    [Fact]
    public void Several_isolated_cpus_in_a_mask_are_the_cause_whoever_set_it()
    {
        Unbalanced = CpuSet.Range(32, 35);
        Process(Worker, Parent, "python", "33-35");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Isolation, CauseConfidence.High, "where load balancing is off"), (cause.Kind, cause.Confidence, cause.Phrase));
    }

    [Fact]
    public void One_isolated_cpu_is_a_mask_like_any_other()
    {
        Unbalanced = CpuSet.Range(32, 35);
        Process(Worker, Parent, "python", "35");

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void All_but_the_isolated_cpus_is_no_mask_but_isolation()
    {
        Unbalanced = CpuSet.Range(32, 35);
        Process(Worker, Parent, "python", "0-31");

        Assert.Equal("because CPUs 32-35 are isolated", Find()!.Phrase);
    }

    [Theory]
    [InlineData("/docker/4f", CauseKind.Container, "set by Docker (cpuset /docker/4f)")]
    [InlineData("/kubepods/burstable/pod1/4f", CauseKind.Container, "set by Kubernetes (cpuset /kubepods/burstable/pod1/4f)")]
    [InlineData("/slurm/uid_0/job_7/step_0", CauseKind.Launcher, "set by Slurm (cpuset /slurm/uid_0/job_7/step_0)")]
    [InlineData("/system.slice/train.service", CauseKind.Systemd, "set by systemd for train.service (cpuset /system.slice/train.service)")]
    [InlineData("/jobs", CauseKind.Cpuset, "set by the cpuset /jobs")]
    [InlineData("/", CauseKind.Container, "set by the container that CoreTop runs in (cpuset /)")]
    [InlineData("/a\u001b[2J", CauseKind.Cpuset, "set by the cpuset /a\uFFFD[2J")]
    public void A_cpuset_is_named_with_who_made_it(string cgroup, CauseKind kind, string phrase)
    {
        Process(Worker, Parent, "python", "0-3", limit: "0-3", limitedBy: cgroup);

        Cause cause = Find()!;

        Assert.Equal((kind, CauseConfidence.High, phrase), (cause.Kind, cause.Confidence, cause.Phrase));
        Assert.NotNull(cause.Permanent);
    }

    [Fact]
    public void A_mask_narrower_than_the_cpuset_is_the_masks_doing()
    {
        Process(Worker, Parent, "python", "0", limit: "0-3", limitedBy: "/jobs");

        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void Offline_cpus_are_named()
    {
        Topology = new CpuTopology(
            [.. Topology.Cpus.Select(place => place with { IsOnline = place.Cpu.Number < 30 })],
            Topology.Packages, Topology.Nodes, Topology.Cores, []);
        Process(Worker, Parent, "python", "0-29");

        Assert.Equal("because CPUs 30-35 are offline", Find()!.Phrase);
    }

    [Fact]
    public void Throttling_by_a_quota_above_goes_before_any_mask()
    {
        Quotas = [new QuotaLoad("/pod", 0.5, 1), new QuotaLoad("/other", 0.1, 1)];
        Show(Worker, Parent, "python", "35", quota: "/pod/a");

        Cause cause = Find()!;

        Assert.Equal((CauseKind.Quota, "set by the CPU quota of /pod"), (cause.Kind, cause.Phrase));
        Quotas = [new QuotaLoad("/pod", 0.5, 0.04)];
        Assert.Equal(CauseKind.Unknown, Find()!.Kind);
    }

    [Fact]
    public void The_cause_of_most_tasks_is_told_with_how_many_have_it()
    {
        Process(60, Shell, "ffmpeg", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"]);
        Process(61, Shell, "ffmpeg", "0", libraries: ["libgomp.so.1"], environment: ["OMP_PROC_BIND=close"]);

        Cause cause = Find(Task("35"), Task("0", pid: 60), Task("0", pid: 61))!;

        Assert.Equal(CauseKind.OpenMpVariable, cause.Kind);
        Assert.EndsWith(" That holds for 2 of 3 tasks; 1 other: set by hand or by itself.", cause.Evidence, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_hold_nothing_that_a_terminal_would_obey()
    {
        Process(Shell, Systemd, "b\u001b[31m\n", "35");
        Process(Parent, Shell, "python", "35");

        Assert.Equal("inherited from b\uFFFD[31m\uFFFD 40", Find()!.Phrase);
    }

    [Fact]
    public void A_cpuset_without_a_CPU_that_is_listed_is_said_in_a_sentence() => Assert.Equal(
        "The cpuset / allows none of the CPUs that this machine's files list.",
        LimitCauses.Cpuset(CpuSet.Empty, CpuSet.Of(0), "/", "burn").Evidence);
}
