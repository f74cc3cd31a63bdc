using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Machines;

/// <summary>Containers and kernels that tell less of the machine, made on the running kernel: what cannot be known is said.</summary>
public sealed class LimitedProcTests
{
    private const string NoCpuTimes = "mount --bind /dev/null /proc/stat";

    [Fact]
    public void In_a_container_that_is_said_on_the_screen_and_on_stderr()
    {
        using var space = new PidNamespace();
        const string said = "Processes outside this container (PID namespace) use the same CPUs and cannot be shown.";

        Assert.Contains(said, space.Run("snapshot", "--interval", "0.2").Text, StringComparison.Ordinal);
        using TmuxSession screen = Open(space);
        screen.WaitFor(said);
    }

    [Fact]
    public void Processes_that_may_be_listed_and_not_read_are_counted()
    {
        using var space = new PidNamespace("mount -t proc -o hidepid=1 proc /proc");
        space.Start("sleep 600");

        Assert.Matches("[23] processes may not be read by this user \\(hidepid\\)", AsNobody(space, "snapshot", "--interval", "0.2"));
        Assert.Contains("Nothing is wrong as far as can be seen", AsNobody(space, "diagnose", "--interval", "0.2"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2")]
    [InlineData("4")]
    public void Processes_that_are_not_even_listed_are_said_to_be_hidden(string hidepid)
    {
        using var space = new PidNamespace($"mount -t proc -o hidepid={hidepid} proc /proc");
        space.Start("sleep 600");

        Assert.Contains("Processes of other users are hidden from this user (hidepid)",
            AsNobody(space, "snapshot", "--interval", "0.2"), StringComparison.Ordinal);
        Assert.DoesNotContain("hidepid", space.Run("snapshot", "--interval", "0.2").Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_proc_of_another_namespace_is_refused_and_no_process_is_taken_for_another()
    {
        using var space = new PidNamespace();
        int pid = space.Start("sleep 600");
        string mask = space.Mask(pid);
        space.Ask("umount /proc");

        (int code, string text) = space.Run("pin", "1", "--cpus", "0");

        Assert.Equal(1, code);
        Assert.Contains("/proc numbers processes as another PID namespace does", text, StringComparison.Ordinal);
        space.Ask("mount -t proc proc /proc");
        Assert.Equal((mask, mask), (space.Mask(pid), space.Mask(1)));
    }

    [Fact]
    public void With_the_CPUs_times_masked_the_screen_shows_no_CPU_as_idle_and_sends_nothing_to_one()
    {
        using var space = new PidNamespace(NoCpuTimes);
        int pid = space.Start("sleep 600");
        string mask = space.Mask(pid);

        Assert.Equal(1, space.Run("diagnose", "--interval", "0.2").Code);
        using TmuxSession screen = Open(space, $"-p {pid}");
        screen.WaitFor("busy ? of ");
        screen.WaitFor("/proc/stat: ");
        screen.Press("i");
        screen.WaitFor("How busy the CPUs are is not known, as /proc/stat cannot be read.");
        Assert.Equal(mask, space.Mask(pid));
    }

    [Theory]
    [InlineData("mount -t tmpfs none /sys")]
    [InlineData("mount -t proc -o subset=pid proc /proc")]
    [InlineData("mount -t tmpfs none /sys/fs/cgroup")]
    [InlineData("for file in meminfo uptime loadavg self/mountinfo; do mount --bind /dev/null /proc/$file; done")]
    public void With_files_masked_the_screen_goes_on_and_changes_are_made_and_taken_back(string setup)
    {
        using var space = new PidNamespace(setup);
        int pid = space.Start("sleep 600");
        string before = space.Mask(pid);
        using TmuxSession screen = Open(space, $"-p {pid}");
        screen.WaitFor("sleep 600");

        Assert.Equal(0, space.Run("pin", $"{pid}", "--cpus", "0").Code);
        Assert.Equal("1", space.Mask(pid));
        Assert.Equal(0, space.Run("undo").Code);
        Assert.Equal(before, space.Mask(pid));
        screen.Press("q");
        screen.WaitFor("exit 0");
    }

    private static TmuxSession Open(PidNamespace space, string options = "")
    {
        var screen = new TmuxSession(width: 120);
        screen.Run($"clear; {space.Enter} {BuiltProgram.Command} {options}; echo exit $?");
        screen.WaitFor("COMMAND");
        return screen;
    }

    private static string AsNobody(PidNamespace space, params string[] words)
    {
        (int code, string text) = space.Run(asNobody: true, words);
        Assert.SkipWhen(code is 126 or 127, "nobody may not run the program where it lies");
        return text;
    }
}
