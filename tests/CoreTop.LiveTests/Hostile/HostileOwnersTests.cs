using System.Text;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Hostile;

/// <summary>Names of users and cgroups that try to steer the terminal.</summary>
public sealed class HostileOwnersTests : IDisposable
{
    private const string Attack = "e\e]0;owned\a\e[31m\u202Ex";

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-owners-").FullName;
    private readonly string _cgroup;
    private readonly PidNamespace _space;

    public HostileOwnersTests()
    {
        string users = Path.Combine(_folder, "passwd");
        File.WriteAllText(users, $"root:x:0:0:root:/root:/bin/sh\n{Attack}:x:4242:4242::/:/bin/sh\n");
        string mount = File.Exists("/sys/fs/cgroup/cgroup.procs") ? "/sys/fs/cgroup" : "/sys/fs/cgroup/unified";
        _cgroup = Path.Combine(mount, Attack);
        _space = new PidNamespace($"mount --bind {users} /etc/passwd");
    }

    public void Dispose()
    {
        _space.Dispose();
        if (Directory.Exists(_cgroup))
        {
            Wait.Until(TryRemoveCgroup, "its cgroup to be empty");
        }

        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public void Reach_it_neither_in_the_list_nor_in_the_details_nor_in_commands()
    {
        Tool.Require("script");
        int pid = _space.Start("setpriv --reuid=4242 --clear-groups sleep 600");
        bool hasCgroup = TryMakeCgroup() && _space.Ask($"echo {pid} > '{_cgroup}/cgroup.procs' || true") is not null;
        using var screen = new TmuxSession(width: 160, height: 40);
        string config = Directory.CreateDirectory(Path.Combine(screen.Folder, "config", "coretop")).FullName;
        File.WriteAllText(Path.Combine(config, "config"), "columns = PID USER CGROUP COMMAND\n");
        string sent = Path.Combine(screen.Folder, "sent");
        screen.Run($"clear; script -qfc '{_space.Enter} {BuiltProgram.Command} -p {pid} -d 0.5' {sent}; echo exit $?");
        screen.WaitFor("COMMAND");
        screen.WaitFor("owned");
        screen.Press("Enter");
        screen.WaitFor("[Overview]");
        for (int tab = 0; tab < 5; tab++)
        {
            screen.Press("Tab");
        }

        screen.WaitFor("[Cgroups]");
        Assert.True(!hasCgroup || screen.Screen.Contains("owned", StringComparison.Ordinal), "the cgroup is shown");
        screen.Press("Escape");
        screen.WaitFor("F10Quit");
        screen.Press("q");
        screen.WaitFor("exit 0");

        string text = Encoding.UTF8.GetString(File.ReadAllBytes(sent));
        foreach (string attack in (ReadOnlySpan<string>)["\e]0;owned", "\a", "\u202E"])
        {
            Assert.DoesNotContain(attack, text, StringComparison.Ordinal);
        }

        foreach (string words in (ReadOnlySpan<string>)[$"snapshot --interval 0.1 -p {pid}", $"snapshot --interval 0.1 -p {pid} --json", $"-b -n 1 -p {pid}"])
        {
            (_, string output) = _space.Run(words.Split(' '));
            Assert.Contains("owned", output, StringComparison.Ordinal);
            Assert.DoesNotContain(output, character => (char.IsControl(character) && character != '\n') || character == '\u202E');
        }
    }

    private bool TryMakeCgroup()
    {
        try
        {
            Directory.CreateDirectory(_cgroup);
            return true;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            return false;
        }
    }

    private bool TryRemoveCgroup()
    {
        try
        {
            Directory.Delete(_cgroup);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }
}
