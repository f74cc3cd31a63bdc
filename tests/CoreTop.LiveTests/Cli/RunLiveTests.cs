using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Cli;

/// <summary>A program started by <c>coretop run</c> finds the world as one started by a shell does, but for its CPUs.</summary>
public sealed class RunLiveTests
{
    // Of grep itself: what it was started with. A variable that bash sets to the program's path differs.
    private const string World = "grep -E '^Sig(Blk|Ign|Cgt|Pnd)|^ShdPnd|^NoNewPrivs|^Umask' /proc/self/status; ls /proc/self/fd | tr '\\n' ' '; "
        + "ulimit -S -a; ulimit -H -a; env | grep -v '^_=' | sort; pwd; printf '[%s]' \"$@\"";

    private static string Run => $"{BuiltProgram.Command} run --cpus 0 --";

    [Theory]
    [InlineData("")]
    [InlineData("trap '' PIPE HUP INT QUIT XFSZ USR1")]
    [InlineData("exec 7</dev/null 9>/dev/null")]
    [InlineData("exec <&-")]
    [InlineData("ulimit -S -n 200; umask 027")]
    [InlineData("export ODD=$'a\\tb' EMPTY=")]
    public void Signals_files_limits_variables_and_arguments_are_what_they_would_be_without_it(string before)
    {
        string program = $"sh -c \"$0\" x 'two words' '' $'\\xff' -- --cpus";

        string plain = Shell($"{before}\n{program}", World), run = Shell($"{before}\n{Run} {program}", World);

        Assert.NotEmpty(plain);
        Assert.Equal(plain, run);
    }

    [Fact]
    public void It_keeps_the_PID_and_has_the_CPUs_that_were_named()
    {
        string[] lines = Shell($"echo $$; exec {Run} sh -c 'echo $$; grep Cpus_allowed_list /proc/self/status'").Split('\n');

        Assert.Equal(lines[0], lines[1]);
        Assert.Equal("Cpus_allowed_list:\t0", lines[2]);
    }

    [Theory]
    [InlineData("sh -c 'exit 37'", "37")]
    [InlineData("sh -c 'kill -TERM $$'", "143")]
    [InlineData("/no/such/program", "127")]
    [InlineData("nonexistent-program", "127")]
    [InlineData("/etc/passwd", "126")]
    [InlineData("/etc", "126")]
    public void Its_exit_code_is_the_programs_or_that_of_a_shell(string program, string code) =>
        Assert.Equal($"{code}\n", Shell($"{Run} {program} 2>/dev/null; echo $?"));

    [Fact]
    public void A_text_is_a_script_of_sh_and_standard_input_is_the_programs() =>
        Assert.Equal(
            "read: typed\n",
            Shell($"printf 'read line; echo read: $line' > $0; chmod +x $0; echo typed | {Run} $0", Path.Combine(Path.GetTempPath(), $"coretop-run-{Environment.ProcessId}")));

    [Fact]
    public void A_signal_to_the_PID_reaches_the_program() =>
        Assert.Equal(
            "asked to end\n",
            Shell($"{Run} sh -c 'trap \"echo asked to end; exit 0\" TERM; echo > $0; while :; do sleep 0.1; done' $0 & pid=$!; "
                + "for i in $(seq 300); do [ -s $0 ] && break; sleep 0.1; done; kill -TERM $pid; wait $pid", Path.GetTempFileName()));

    private static string Shell(string script, string argument = "sh") => Tool.Output("bash", "-c", script, argument);
}
