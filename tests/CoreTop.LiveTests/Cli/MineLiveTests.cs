using System.Globalization;
using System.Text.Json;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Cli;

/// <summary><c>--mine</c> in real cpusets, and under a real affinity.</summary>
public sealed class MineLiveTests
{
    private static readonly string Name = string.Create(CultureInfo.InvariantCulture, $"coretop-mine-{Environment.ProcessId}");

    [Fact]
    public void In_a_cpuset_they_are_its_CPUs()
    {
        using CpusetCgroups cgroup = Make(Name);

        JsonElement document = Document(cgroup, "topology --mine --json");

        Assert.Equal(("1", $"the cpuset of {cgroup.Path}"), Within(document));
        Assert.Equal([1], document.GetProperty("cpus").EnumerateArray().Select(cpu => cpu.GetProperty("cpu").GetInt32()));
    }

    [Fact]
    public void In_a_step_of_a_Slurm_job_they_are_the_jobs()
    {
        using CpusetCgroups cgroup = Make($"slurm-{Name}", "uid_0", "job_4242", "step_0");

        Assert.Equal(("1", "the cpuset of Slurm job 4242"), Within(Document(cgroup, "snapshot --mine --json --interval 0.1")));
    }

    [Fact]
    public void In_a_cpuset_a_program_is_started_only_on_its_CPUs()
    {
        using CpusetCgroups cgroup = Make(Name);

        Assert.Equal(
            $"coretop: --cpus: CPU 0 is not within 1 (the cpuset of {cgroup.Path}).\n2\n", Shell(cgroup, $"{BuiltProgram.Command} run --cpus 0 true 2>&1; echo $?"));
        Assert.Equal("Cpus_allowed_list:\t1\n", Shell(cgroup, $"{BuiltProgram.Command} run --cpus all grep Cpus_allowed_list /proc/self/status"));
    }

    [Fact]
    public void Without_a_cpuset_they_are_those_of_its_affinity()
    {
        Tool.Require("taskset");
        RequireTwo();

        Assert.Equal(
            ("1", "the affinity that CoreTop was started with"),
            Within(JsonDocument.Parse(Tool.Output("bash", "-c", $"taskset -c 1 {BuiltProgram.Command} topology --mine --json")).RootElement));
    }

    private static (string? Cpus, string? From) Within(JsonElement document) =>
        (document.GetProperty("within").GetProperty("cpus").GetString(), document.GetProperty("within").GetProperty("from").GetString());

    private static JsonElement Document(CpusetCgroups cgroup, string command) =>
        JsonDocument.Parse(Shell(cgroup, $"{BuiltProgram.Command} {command}")).RootElement;

    private static string Shell(CpusetCgroups cgroup, string script) => Tool.Output("bash", "-c", $"{cgroup.EnterCommand}; {script}");

    private static CpusetCgroups Make(params string[] names)
    {
        RequireTwo();
        return CpusetCgroups.Make("1", names);
    }

    private static void RequireTwo()
    {
        if (Environment.ProcessorCount < 2)
        {
            Assert.Skip("needs two CPUs");
        }
    }
}
