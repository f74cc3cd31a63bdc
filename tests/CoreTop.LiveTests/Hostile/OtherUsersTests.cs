using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Hostile;

/// <summary>An ordinary user beside root: all that may be read is shown, all that may not is explained.</summary>
public sealed class OtherUsersTests : IDisposable
{
    private const string Secret = "hunter2";

    private readonly PidNamespace _space = new();

    public void Dispose() => _space.Dispose();

    [Fact]
    public void Anothers_process_is_shown_and_each_refusal_names_its_owner_and_what_is_needed()
    {
        int pid = _space.Start($"env TOKEN={Secret} taskset -c 0 sleep 600");
        Wait.Until(() => _space.Mask(pid) == "1", "the mask");
        (string mask, string nice) = (_space.Mask(pid), Nice(pid));
        using TmuxSession screen = OpenAsNobody(pid);
        screen.WaitFor("sleep 600");
        Assert.Contains("root", screen.Screen, StringComparison.Ordinal);

        screen.Press("]");
        screen.WaitFor("it is root's, needs root or CAP_SYS_NICE");
        screen.Press("F9");
        screen.WaitFor("belongs to root: only root or who has CAP_KILL may do that.");
        screen.Press("a");
        screen.WaitFor("belongs to root: only root or who has CAP_SYS_NICE may do that.");
        screen.Press("r");
        screen.WaitFor("not permitted (EPERM): needs its user, root or CAP_SYS_NICE");

        Assert.Equal((mask, nice), (_space.Mask(pid), Nice(pid)));
    }

    [Fact]
    public void Anothers_environment_and_files_are_not_shown_and_that_is_explained()
    {
        int pid = _space.Start($"env TOKEN={Secret} sleep 600");
        using TmuxSession screen = OpenAsNobody(pid);
        screen.WaitFor("sleep 600");
        screen.Press("Enter");
        screen.WaitFor("[Overview]");
        screen.Press("v");
        foreach (string tab in (ReadOnlySpan<string>)["[Threads]", "[Environment]", "[Files]", "[Limits]", "[Cgroups]", "[Memory]"])
        {
            screen.Press("Tab");
            screen.WaitFor(tab);
            Assert.DoesNotContain(Secret, screen.Screen, StringComparison.Ordinal);
            if (tab is "[Environment]" or "[Files]")
            {
                screen.WaitFor("permission");
            }
        }
    }

    [Fact]
    public void Root_does_not_use_a_journal_in_a_folder_of_another_user()
    {
        int pid = _space.Start("sleep 600");
        string mask = _space.Mask(pid);
        string folder = Directory.CreateTempSubdirectory("coretop-nobody-").FullName;
        try
        {
            Tool.Output("chown", "65534", folder);

            (int code, string text) = _space.RunWith(folder, "pin", $"{pid}", "--cpus", "0");

            Assert.Equal(1, code);
            Assert.Contains($"{folder} belongs to uid 65534, and this program runs as uid 0", text, StringComparison.Ordinal);
            Assert.Equal(mask, _space.Mask(pid));
            Assert.Empty(Directory.GetFileSystemEntries(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private string Nice(int pid) => _space.Ask($"cut -d ' ' -f 19 /proc/{pid}/stat");

    private TmuxSession OpenAsNobody(int pid)
    {
        Tool.Require("setpriv");
        Assert.SkipUnless(_space.Run(asNobody: true, "--version").Code == 0, "nobody may not run the program where it lies");
        var screen = new TmuxSession(width: 120);
        screen.Run($"clear; chmod 777 $HOME; {_space.Enter} {PidNamespace.AsNobody} {BuiltProgram.Command} -p {pid}");
        screen.WaitFor("COMMAND");
        return screen;
    }
}
