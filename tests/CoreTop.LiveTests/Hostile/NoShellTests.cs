using System.Globalization;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Hostile;

/// <summary>Whatever is asked of it, the program starts no other.</summary>
public sealed class NoShellTests
{
    [Fact]
    public void A_session_that_changes_signals_saves_and_undoes_starts_no_program()
    {
        Tool.Require("strace");
        Assert.SkipUnless(
            BuiltProgram.IsPublished, "only the published program leaves out that Terminal.Gui asks a shell for xclip: dotnet publish it first");
        using ChildProcess child = ChildProcess.Sleep();
        string number = child.Pid.ToString(CultureInfo.InvariantCulture);
        using var screen = new TmuxSession(width: 140, height: 40);
        string trace = Path.Combine(screen.Folder, "trace");
        screen.Run($"clear; strace -f -e trace=execve,execveat -o {trace} {BuiltProgram.Command} -p {number} -d 1; echo exit $?");
        screen.WaitFor(ChildProcess.SleepCommand);
        screen.Press("a");
        screen.WaitFor("Affinity of sleep");
        screen.Type(":0");
        screen.Press("Enter");
        screen.WaitFor("0, 1 CPU");
        screen.Press("Enter");
        screen.WaitFor($"sleep {number}: ");
        screen.Press("z");
        screen.WaitFor("again");
        screen.Press("]");
        screen.WaitFor($"sleep {number}: nice");
        screen.Press("F9");
        screen.WaitFor("Send to sleep");
        screen.Type("18");
        screen.Press("Enter");
        screen.WaitFor("CONT sent");
        screen.Press("Enter");
        screen.WaitFor("[Overview]");
        screen.Press("Escape");
        screen.WaitFor("F10Quit");
        screen.Press("F2");
        screen.WaitFor("Available");
        screen.Press("Left", "l");
        screen.Press("F10");
        screen.WaitFor("Saved ");
        screen.Press("q");
        screen.WaitFor("exit 0");

        Assert.Single(File.ReadLines(trace), line => line.Contains("exec", StringComparison.Ordinal) && line.Contains("= 0", StringComparison.Ordinal));
        Assert.DoesNotContain("/sh\"", File.ReadAllText(trace), StringComparison.Ordinal);
    }
}
