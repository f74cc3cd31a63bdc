using System.Text;
using CoreTop.Kernel.Capture;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureMaskTests : IDisposable
{
    private readonly TempTree _tree = new();
    private CaptureMask _mask = new(hasArguments: false);

    public void Dispose() => _tree.Dispose();

    [Theory]
    [InlineData("python\0train.py\0--key=secret\0", "python\0")]
    [InlineData("/usr/bin/top\0", "top\0")]
    [InlineData("/nfs/home/ann/bin/solve-2.1\0x\0", "solve-2.1\0")]
    [InlineData("sshd: ann [priv]\0\0\0", "sshd\0")]
    [InlineData("nginx: worker process\0", "nginx\0")]
    [InlineData("curl:https://user:secret@host\0", "curl\0")]
    [InlineData("--password=X\0", "--password\0")]
    [InlineData("worker\ttoken=abc\0", "worker\0")]
    [InlineData("worker\ntoken\0", "worker\0")]
    [InlineData("token=abc\0", "token\0")]
    [InlineData("-bash\0", "-bash\0")]
    [InlineData("(sd-pam)\0", "(sd-pam)\0")]
    [InlineData("no end", "no\0")]
    [InlineData("ghp_0123456789abcdefghij\0", "*\0")]
    [InlineData("/nfs/home/ann\0", "*\0")]
    [InlineData("/srv/Ann Smith/tool\0", "*\0")]
    [InlineData("=secret\0", "*\0")]
    [InlineData("5551234567\0", "*\0")]
    [InlineData("ann@login.example.com\0", "*\0")]
    [InlineData("10.1.2.3\0", "*\0")]
    [InlineData("tool-1.2.3\0", "tool-1.2.3\0")]
    [InlineData("", "")]
    public void Of_a_command_line_the_programs_name_stays(string text, string expected) =>
        Assert.Equal(expected, Apply("/proc/9/cmdline", text));

    [Theory]
    [InlineData("mpirun\0-np\04\0--bind-to\0core\0./ann\0", "mpirun\0--bind-to\0core\0")]
    [InlineData("mpirun\0-bind-to\0none\0", "mpirun\0-bind-to\0none\0")]
    [InlineData("srun\0--cpu-bind=cores,verbose\0x\0", "srun\0--cpu-bind=cores,verbose\0")]
    [InlineData("srun\0--cpu-bind=secret\0", "srun\0--cpu-bind=*\0")]
    [InlineData("srun\0--cpu-bind\0", "srun\0")]
    [InlineData("/opt/jdk/bin/java\0-Xmx2g\0-XX:ActiveProcessorCount=8\0-Dpassword=x\0", "java\0-XX:ActiveProcessorCount=8\0")]
    public void Options_that_choose_CPUs_stay_with_what_is_known_of_their_values(string text, string expected) =>
        Assert.Equal(expected, Apply("/proc/9/cmdline", text));

    [Theory]
    [InlineData("python\0train.py\0--epochs\010\0", "python\0train.py\0--epochs\010\0")]
    [InlineData("curl\0-u\0ann:pw\0https://a:b@c/d?token=e&x=1\0", "curl\0-u\0********\0https://***@c/d?token=********&x=1\0")]
    [InlineData("mysql\0-psecret\0--password=x\0--password\0y\0", "mysql\0-p********\0--password=********\0--password\0********\0")]
    [InlineData("curl\0--user=ann:pw\0--user=ann\0", "curl\0--user=********\0--user=ann\0")]
    [InlineData("redis-cli\0-a\0pw\0", "redis-cli\0-a\0********\0")]
    [InlineData("/usr/bin/ldapsearch\0-w\0pw\0-x\0", "ldapsearch\0-w\0********\0-x\0")]
    [InlineData("vault\0password\0pw\0", "vault\0password\0********\0")]
    [InlineData("ls\0-a\0-w\080\0", "ls\0-a\0-w\080\0")]
    [InlineData("x\0API_KEY=abc\0ghp_0123456789abcdefghij\0", "x\0API_KEY=********\0********\0")]
    [InlineData("/nfs/home/ann/x\0/nfs/home/ann/y\0--out=/home/ann\0", "x\0/nfs/home/home1/y\0--out=/home/home1\0")]
    public void With_arguments_they_stay_but_for_what_looks_like_a_secret(string text, string expected)
    {
        _mask = new CaptureMask(hasArguments: true);

        Assert.Equal(expected, Apply("/proc/9/cmdline", text));
    }

    [Fact]
    public void Where_a_title_does_not_say_the_program_its_name_does()
    {
        Apply("/proc/9/stat", "9 (tool) S 1 1 1 0 -1 4194304 0 0 0 0 0 0 0 0 20 0 1 0 5 0 0 0 140721 140722 9 8 7 0 0 0 0 0 0 0 17 2 0 0 0 0 0 9 9\n");

        Assert.Equal("tool\0", Apply("/proc/9/cmdline", "/srv/Ann Smith/tool\0"));
    }

    [Theory]
    [InlineData("worker-3", "worker-3")]
    [InlineData("tmux: server", "tmux")]
    [InlineData("token=abc", "token")]
    [InlineData("a) R 1 (b", "a")]
    [InlineData("npm run ann", "npm")]
    [InlineData("https://u:p@h", "https")]
    [InlineData("ghp_0123456789a", "name1")]
    [InlineData(" lead", "name1")]
    [InlineData("ann@db", "name1")]
    [InlineData("10.1.2.3:5432", "name1")]
    [InlineData("conn-10.1.2.3", "name1")]
    [InlineData("py3.11.2", "py3.11.2")]
    public void Of_a_name_stays_what_precedes_the_first_blank_or_colon(string name, string expected)
    {
        const string Numbers = "S 1 1 1 0 -1 4194304 0 0 0 0 7 8 0 0 20 0 1 0 555 4096 5 0 0 0 0 0 0 0 0 0 0 0 0 0 17 2 0 0 0 0 0";

        Assert.Equal($"9 ({expected}) {Numbers}\n", Apply("/proc/7/task/9/stat", $"9 ({name}) {Numbers}\n"));
        Assert.Equal($"{expected}\n", Apply("/proc/7/task/9/comm", $"{name}\n"));
        Assert.Equal($"Name:\t{expected}\nThreads:\t1\n", Apply("/proc/7/task/9/status", $"Name:\t{name}\nSecret:\tx\nThreads:\t1\n"));
    }

    [Fact]
    public void Processes_whose_names_differ_only_in_what_is_cut_stay_different()
    {
        Assert.Equal("worker\n", Apply("/proc/1/comm", "worker: a\n"));
        Assert.Equal("worker#2\n", Apply("/proc/2/comm", "worker: b\n"));
        Assert.Equal("worker\n", Apply("/proc/3/comm", "worker: a\n"));
    }

    [Fact]
    public void A_kernel_thread_keeps_its_name_and_who_only_calls_itself_so_does_not()
    {
        Assert.StartsWith("9 (kworker/0:1H-kblockd) I", Apply("/proc/9/stat", Stat(9, "kworker/0:1H-kblockd", 0x208040)), StringComparison.Ordinal);
        Assert.StartsWith("8 (kworker) I", Apply("/proc/8/stat", Stat(8, "kworker/0:secret", 0x400000)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("10.1.2.3-manager", "address1-manager")]
    [InlineData("2001:db8::17-man", "address1-man")]
    [InlineData("drbd_r_acme", "drbd_r_device1")]
    [InlineData("kworker/u8:3-ext4-rsv-conversion", "kworker/u8:3-ext4-rsv-conversion")]
    [InlineData("kworker/u16:1-flush-253:0", "kworker/u16:1-flush-253:0")]
    [InlineData("kworker/R-nfsd4_callbacks", "kworker/R-nfsd4_callbacks")]
    public void Of_kernel_threads_names_the_address_of_a_server_and_the_name_of_a_mirror_are_replaced(string name, string expected) =>
        Assert.StartsWith($"9 ({expected}) I", Apply("/proc/9/stat", Stat(9, name, 0x208040)), StringComparison.Ordinal);

    [Fact]
    public void A_learned_name_is_replaced_also_where_the_kernel_cut_it()
    {
        _tree.With("etc/passwd", "annabelle.longname:x:5001:1::/home/a:/bin/sh").With("proc/net/dev", "Inter-|\n face |\nenx001122334455: 3 4\n");
        Learn();

        Assert.StartsWith("9 (irq/45-net1) I", Apply("/proc/9/stat", Stat(9, "irq/45-enx00112", 0x208040)), StringComparison.Ordinal);
        Assert.Equal("user1\n", Apply("/proc/7/comm", "annabelle.longn\n"));
        Assert.Equal("annabelle\n", Apply("/proc/8/comm", "annabelle\n"));
    }

    [Fact]
    public void A_cgroups_name_does_not_become_longer_than_names_may_be()
    {
        string name = string.Join('.', Enumerable.Range(100, 51).Select(number => $"x{number}"));

        string masked = Apply("/proc/9/cgroup", $"0::/{name}/a\n")!;

        Assert.Equal(254, name.Length);
        Assert.Matches("^0::/name[0-9]+/a\n$", masked);
        Assert.Equal(masked, Apply("/proc/8/cgroup", $"0::/{name}/a\n"));
    }

    [Fact]
    public void Of_a_disk_stays_whether_it_has_a_device()
    {
        Assert.Equal(("/sys/block/disk1/device/", ""), ApplyTo("/sys/block/acme/device/", ""));
        Assert.Equal(("/sys/block/disk1/", ""), ApplyTo("/sys/block/acme/", ""));
        Assert.Null(ApplyTo("/sys/block/acme/acme1/", "").Text);
        Assert.Null(ApplyTo("/sys/block/acme/serial", "secret").Text);
    }

    [Theory]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/", "/sys/bus/pci/devices/0000:3b:00.0/")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/net/eth0/", "/sys/bus/pci/devices/0000:3b:00.0/net/eth0/")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/net/acme-lan/", "/sys/bus/pci/devices/0000:3b:00.0/net/net1/")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/virtio2/net/enp3s0/", "/sys/bus/pci/devices/0000:3b:00.0/virtio2/net/enp3s0/")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/nvme/nvme0/", "/sys/bus/pci/devices/0000:3b:00.0/nvme/nvme0/")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/infiniband/acme/", "/sys/bus/pci/devices/0000:3b:00.0/infiniband/ib1/")]
    [InlineData("/sys/class/net/acme-lan/", "/sys/class/net/net1/")]
    [InlineData("/sys/class/net/eth0/device/", null)]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/power/", null)]
    [InlineData("/sys/bus/pci/devices/acme/", null)]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/serial_number", null)]
    [InlineData("/sys/class/net/eth0/address", null)]
    public void Of_devices_stays_where_they_are_and_what_the_kernel_calls_them(string path, string? expected)
    {
        (string masked, string? text) = ApplyTo(path, string.Empty);

        Assert.Equal(expected, text is null ? null : masked);
    }

    [Theory]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/local_cpulist", "0-15\n")]
    [InlineData("/sys/bus/pci/devices/0000:3b:00.0/vendor", "0x10de\n")]
    [InlineData("/sys/class/net/eth0/device/numa_node", "1\n")]
    public void What_says_where_a_device_is_stays(string path, string text) => Assert.Equal((path, text), ApplyTo(path, text));

    [Fact]
    public void Addresses_are_no_part_of_a_capture() =>
        Assert.Equal(
            "9 (x) S 1 1 1 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 555 4096 5 99 0 0 0 0 0 0 0 0 0 0 0 0 17 2 0 0 11 12 13 0 0\n",
            Apply("/proc/9/stat", "9 (x) S 1 1 1 0 -1 4194304 1 2 3 4 5 6 7 8 20 0 1 0 555 4096 5 99 21 22 23 24 25 26 27 28 29 30 31 32 17 2 0 0 11 12 13 14 15\n"));

    [Theory]
    [InlineData("/", "/")]
    [InlineData("/../..", "/../..")]
    [InlineData("/system.slice/sshd.service", "/system.slice/sshd.service")]
    [InlineData("/acme.slice/acme-billing.service", "/name1.slice/name1-name2.service")]
    [InlineData("/user.slice/user-5001.slice/user@5001.service/app.slice", "/user.slice/user-1000.slice/user@1000.service/app.slice")]
    [InlineData("/user.slice/user-5001.slice/session-3.scope", "/user.slice/user-1000.slice/session-3.scope")]
    [InlineData("/slurm_node-a/uid_5001/job_4711/step_0/task_0", "/slurm_node-a/uid_1000/job_4711/step_0/task_0")]
    [InlineData("/system.slice/gpu17_slurmstepd.scope/job_4711/step_batch/user/task_0", "/system.slice/name1_slurmstepd.scope/job_4711/step_batch/user/task_0")]
    [InlineData("/pbs_jobs.service/jobid/4711.acme", "/pbs_name1.service/jobid/4711.name2")]
    [InlineData("/torque/4711.acme", "/torque/4711.name1")]
    [InlineData("/docker/3f4e5d6c7b8a99887766554433221100ffeeddccbbaa00112233445566778899", "/docker/id1")]
    [InlineData("/system.slice/docker-3f4e5d6c7b8a9988.scope (deleted)", "/system.slice/docker-id1.scope (deleted)")]
    [InlineData(
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-pod8a7b6c5d_1111_2222_3333_444455556666.slice/cri-containerd-3f4e5d6c7b8a9988.scope",
        "/kubepods.slice/kubepods-burstable.slice/kubepods-burstable-podid1.slice/cri-containerd-id2.scope")]
    [InlineData("/machine.slice/machine-qemu\\x2d3\\x2dacme.scope/libvirt/vcpu0", "/machine.slice/machine-qemu\\x2d3\\x2dname1.scope/libvirt/vcpu0")]
    [InlineData("/lxc.payload.web/init.scope", "/lxc.payload.name1/init.scope")]
    [InlineData("/jobs of ann/\\x73ecret", "/name1_of_name2/name3")]
    [InlineData("/5551234567/1234567", "/name1/1234567")]
    public void Of_cgroups_stays_what_says_who_made_them(string path, string expected) =>
        Assert.Equal($"4:cpuset:{expected}\n0::{expected}\n", Apply("/proc/9/cgroup", $"4:cpuset:{path}\n0::{path}\n"));

    [Fact]
    public void A_cgroup_has_the_same_name_in_every_file()
    {
        _tree.With("proc/self/mountinfo", "31 30 0:28 /acme /cg\\040x/ann rw,nosuid shared:4 - cgroup secret rw,cpu,cpuset,name=ann,secret\n22 1 8:1 / /home/ann rw - nfs server:/ann rw");
        Learn();

        Assert.Equal(
            "1 0 0:1 /name1 /cg_x/name2 rw - cgroup cgroup rw,cpu,cpuset,name=name2\n",
            Apply("/proc/self/mountinfo", File.ReadAllText(_tree.Root + "/proc/self/mountinfo")));
        Assert.Equal("0::/name1/name3\n", Apply("/proc/9/cgroup", "0::/acme/acmejob\n"));
        Assert.Equal(("/cg_x/name2/name3/cpu.max", "max 100000\n"), ApplyTo("/cg x/ann/acmejob/cpu.max", "max 100000\n"));
        Assert.Equal(("/cg_x/name2/name3/", ""), ApplyTo("/cg x/ann/acmejob/", ""));
        Assert.Null(ApplyTo("/cg x/ann/acmejob/cgroup.procs", "1\n").Text);
    }

    [Fact]
    public void Users_have_the_same_stand_in_in_every_file_and_root_stays()
    {
        _tree.With("proc/7/status", "Tgid:\t7\nUid:\t5001\t5001\t5001\t5001\nCpus_allowed_list:\t0")
            .With("etc/passwd", "root:x:0:0:root:/root:/bin/sh\nbob:x:5002:1::/home/robert:/bin/sh\nann:x:5001:1:Ann A.:/home/ann:/bin/sh\nbroken");
        Learn();

        Assert.Null(ApplyTo("/etc/passwd", File.ReadAllText(_tree.Root + "/etc/passwd")).Text);
        Assert.Equal("root:x:0:\nuser1:x:1000:\nuser2:x:1001:\n", Encoding.UTF8.GetString(_mask.Users()));
        Assert.Equal("Uid:\t1000\t1001\t0\t65534\nGid:\t1000\t0\t0\t0\n", Apply("/proc/7/status", "Uid:\t5001\t5002\t0\t65534\nGid:\t70\t0\t0\t0\nGroups:\t70 71 \n"));
        Assert.Equal("backup-user1\n", Apply("/proc/7/comm", "backup-ann\n"));
        Assert.Equal("user2\0", Apply("/proc/8/cmdline", "/opt/robert\0"));
        Assert.Equal("0::/user1.slice/user2.service\n", Apply("/proc/8/cgroup", "0::/ann.slice/bob.service\n"));
    }

    [Fact]
    public void The_host_is_called_host_wherever_it_is_named()
    {
        _tree.With("proc/sys/kernel/hostname", "gpu-17.acme.example");
        Learn();

        Assert.Equal("host\n", Apply("/proc/sys/kernel/hostname", "gpu-17.acme.example\n"));
        Assert.Equal("0::/slurm_host/job_1\n", Apply("/proc/9/cgroup", "0::/slurm_gpu-17/job_1\n"));
        Assert.Equal("watch-host\n", Apply("/proc/9/comm", "watch-gpu-17\n"));
    }

    [Theory]
    [InlineData("OMP_PROC_BIND=close\0API_TOKEN=secret\0HOME=/home/ann\0", "OMP_PROC_BIND=close\0")]
    [InlineData("OMP_PLACES={0:4},{4:4}\0GOMP_CPU_AFFINITY=0-15:2 16\0", "OMP_PLACES={0:4},{4:4}\0GOMP_CPU_AFFINITY=0-15:2 16\0")]
    [InlineData("KMP_AFFINITY=granularity=fine,compact,1,0\0KMP_HW_SUBSET=1s,4c,2t\0", "KMP_AFFINITY=granularity=fine,compact,1,0\0KMP_HW_SUBSET=1s,4c,2t\0")]
    [InlineData("OMP_PROC_BIND=close,hunter2\0OMP_SECRETNAME=hunter2\0", "OMP_PROC_BIND=close,*\0OMP_*=*\0")]
    [InlineData("OMP_NUM_THREADS=41111111111111111\0OMP_STACKSIZE=16M\0", "OMP_NUM_THREADS=*\0OMP_STACKSIZE=16M\0")]
    [InlineData("GOMAXPROCS=4\0RAYON_NUM_THREADS=2\0MKL_NUM_THREADS=8\0OPENBLAS_MAIN_FREE=1\0", "GOMAXPROCS=4\0RAYON_NUM_THREADS=2\0MKL_NUM_THREADS=8\0OPENBLAS_MAIN_FREE=1\0")]
    [InlineData("OMPI_COMM_WORLD_RANK=3\0OMPI_MCA_orte_bound_at_launch=1\0PMIX_SERVER_URI=tcp://ann@10.0.0.1\0", "OMPI_COMM_WORLD_RANK=3\0OMPI_MCA_orte_bound_at_launch=1\0PMIX_SERVER_URI=\0")]
    [InlineData("SLURM_CPU_BIND=quiet,mask_cpu:0x000000FF\0SLURM_JOB_ACCOUNT=ann\0", "SLURM_CPU_BIND=quiet,mask_cpu:0x000000FF\0")]
    [InlineData(
        "SLURM_JOB_ID=1234567890\0SLURM_PROCID=3\0SLURM_STEP_ID=0\0SLURM_JOB_USER=ann\0PMI_RANK=4\0PMIX_RANK=4\0MV2_COMM_WORLD_RANK=4\0LSB_JOBID=7\0",
        "SLURM_JOB_ID=1234567890\0SLURM_PROCID=3\0SLURM_STEP_ID=0\0PMI_RANK=4\0PMIX_RANK=4\0MV2_COMM_WORLD_RANK=4\0LSB_JOBID=7\0")]
    [InlineData(
        "PBS_JOBID=4711[3].gpu-17\0JOB_ID=hunter2\0SGE_TASK_ID=undefined\0RANK=12345678901\0",
        "PBS_JOBID=4711[3].*-17\0JOB_ID=*\0SGE_TASK_ID=*\0RANK=*\0")]
    public void Of_an_environment_stays_what_chooses_CPUs(string text, string expected) =>
        Assert.Equal(expected, Apply("/proc/9/environ", text));

    [Fact]
    public void Of_maps_stay_the_libraries_that_set_affinities_and_of_memory_the_nodes()
    {
        Assert.Equal(
            "0-0 r-xp 0 00:00 0 /libgomp-x.so.1.0.0\n0-0 r-xp 0 00:00 0 /libopenblasp-r0.3.21.so\n0-0 rw-s 0 00:00 0 /SYSV00510510\n",
            Apply(
                "/proc/9/maps",
                "7f-80 r-xp 0 fe:00 7 /home/ann/lib/libgomp-a34b3233.so.1.0.0\n7f-80 r-xp 0 0:0 7 /x/libopenblasp-r0.3.21.so\n"
                + "7f-80 r-xp 0 0:0 7 /home/ann/secret.so\n7f-80 rw-s 0 0:1 7 /SYSV00510510 (deleted)\n"));
        Assert.Equal(
            "0 default N0=2 N1=5 kernelpagesize_kB=4\n",
            Apply("/proc/9/numa_maps", "7f00 default file=/home/ann/x mapped=2 N0=2 N1=5 kernelpagesize_kB=4\n7f01 default\n"));
        Assert.Equal("key shmid\n5309712 0\n", Apply("/proc/sysvipc/shm", "key shmid perms\n5309712 0 600 77 5001\n9 1 600 78 5001\n"));
    }

    [Fact]
    public void Devices_keep_the_names_that_the_kernel_gives()
    {
        _tree.With("proc/net/dev", "Inter-|\n face |\n  lo: 1 2\nenp3s0: 3 4\nacme0: 5 6\n").With("proc/diskstats", "259 0 nvme0n1 1 2\n9 0 md_acme 3 4");
        Learn();

        Assert.Equal(["lo: 1 2", "enp3s0: 3 4", "net1: 5 6"], Apply("/proc/net/dev", "  lo: 1 2\nenp3s0: 3 4\nacme0: 5 6\n")!.TrimEnd('\n').Split('\n')[2..]);
        Assert.Equal("259 0 nvme0n1 1 2\n9 0 disk1 3 4\n", Apply("/proc/diskstats", "259 0 nvme0n1 1 2\n9 0 md_acme 3 4\n"));
        Assert.Equal(
            "CPU0 CPU1\n9:   1   2  IO-APIC   9-edge      acpi\n24:  3   4  PCI-MSI 1-edge      net1-TxRx-0, device1\nLOC: 5 6   Local timer interrupts\n",
            Apply(
                "/proc/interrupts",
                "     CPU0 CPU1\n  9:   1   2  IO-APIC   9-edge      acpi\n 24:  3   4  PCI-MSI 1-edge      acme0-TxRx-0, secretdev\nLOC: 5 6   Local timer interrupts\n"));
        Assert.StartsWith("9 (napi/net1-8) I", Apply("/proc/9/stat", Stat(9, "napi/acme0-8", 0x208040)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("6.12.0", "6.12.0")]
    [InlineData("5.15.0-105-generic", "5.15.0-105-generic")]
    [InlineData("4.18.0-553.el8_10.x86_64", "4.18.0-553.el8_10.x86_64")]
    [InlineData("6.1.0-acme-secret", "6.1.0")]
    public void A_kernels_release_ends_where_somebody_added_to_it(string release, string expected) =>
        Assert.Equal($"{expected}\n", Apply("/proc/sys/kernel/osrelease", $"{release}\n"));

    [Theory]
    [InlineData("/proc/9/limits")]
    [InlineData("/proc/9/mountinfo")]
    [InlineData("/proc/keys")]
    [InlineData("/proc/9/fd/3")]
    [InlineData("/sys/class/dmi/id/product_serial")]
    [InlineData("/etc/group")]
    [InlineData("/etc/shadow")]
    [InlineData("/var/x")]
    public void A_file_that_the_table_does_not_name_is_left_out(string path) => Assert.Null(ApplyTo(path, "1\n").Text);

    [Theory]
    [InlineData("/proc/9/statm")]
    [InlineData("/proc/9/schedstat")]
    [InlineData("/proc/9/oom_score")]
    [InlineData("/proc/9/autogroup")]
    [InlineData("/proc/9/stat")]
    public void A_file_that_holds_something_else_than_it_should_is_left_out(string path) => Assert.Null(ApplyTo(path, "secret 1 2\n").Text);

    private static string Stat(int pid, string name, uint flags) =>
        $"{pid} ({name}) I 2 0 0 0 -1 {flags} 0 0 0 0 0 0 0 0 20 0 1 0 2 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 17 2 0 0 0 0 0\n";

    private void Learn()
    {
        using var files = new KernelFiles(_tree.Root);
        _mask.Learn(files);
    }

    private string? Apply(string path, string text) => ApplyTo(path, text).Text;

    private (string Path, string? Text) ApplyTo(string path, string text) =>
        _mask.Apply(path, Encoding.UTF8.GetBytes(text), out string masked) is { } kept ? (masked, Encoding.UTF8.GetString(kept)) : (masked, null);
}
