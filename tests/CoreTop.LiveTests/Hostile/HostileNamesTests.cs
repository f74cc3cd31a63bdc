using System.Text;
using System.Text.Json;
using CoreTop.LiveTests.Terminal;
using CoreTop.LiveTests.Verdict;

namespace CoreTop.LiveTests.Hostile;

/// <summary>Names that try to steer the terminal reach it nowhere as they are.</summary>
public sealed class HostileNamesTests : IDisposable
{
    private readonly HostileProcess _process = new();
    private readonly LiveHost _host = new();

    public void Dispose()
    {
        _process.Dispose();
        _host.Dispose();
    }

    [Theory]
    [InlineData("snapshot --interval 0.1 -p {0}")]
    [InlineData("snapshot --interval 0.1 -H -p {0}")]
    [InlineData("snapshot --interval 0.1 -p {0} --json")]
    [InlineData("-b -n 1 -p {0}")]
    [InlineData("diagnose --interval 0.1")]
    [InlineData("rebalance --interval 0.1 -p {0}")]
    [InlineData("pin {0} --cpus 0", "undo --list", "undo --list --json", "undo --json")]
    [InlineData("pin {0} --cpus 0 --json", "release {0}", "undo --all", "undo")]
    public void No_command_prints_them(params string[] commands)
    {
        foreach (string command in commands)
        {
            string words = string.Format(System.Globalization.CultureInfo.InvariantCulture, command, _process.Pid);
            (_, string output) = _host.Run(words);

            AssertHarmless(output, words);
            AssertHarmless(_host.Errors, words);
        }
    }

    [Fact]
    public void A_document_holds_them_as_they_are_for_programs()
    {
        (_, JsonElement document) = _host.RunJson($"snapshot --interval 0.1 -p {_process.Pid}");

        Assert.Contains("\e]0;owned\a", document.GetProperty("processes")[0].GetProperty("command").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public void No_panel_of_the_screen_sends_them()
    {
        Tool.Require("script");
        using var screen = new TmuxSession(width: 160, height: 40);
        string sent = Path.Combine(screen.Folder, "sent");
        screen.Run($"clear; script -qfc '{BuiltProgram.Command} -p {_process.Pid} -d 0.5' {sent}; echo exit $?");
        screen.WaitFor("COMMAND");
        screen.WaitFor("owned");
        foreach ((string key, string seen) in (ReadOnlySpan<(string, string)>)
            [("a", "Affinity of"), ("Escape", "F10Quit"), ("F9", "Send to"), ("Escape", "F10Quit"), ("t", "F10Quit"), ("Enter", "[Overview]")])
        {
            screen.Press(key);
            screen.WaitFor(seen);
        }

        foreach (string tab in (ReadOnlySpan<string>)["[Threads]", "[Environment]", "[Files]", "[Limits]", "[Cgroups]", "[Memory]"])
        {
            screen.Press("Tab");
            screen.WaitFor(tab);
            screen.Press("PgDn");
        }

        screen.Press("Escape");
        screen.WaitFor("F10Quit");
        screen.Press("]");
        screen.WaitFor("nice");
        screen.Press("q");
        screen.WaitFor("exit 0");

        string text = Encoding.UTF8.GetString(File.ReadAllBytes(sent));
        Assert.Contains("owned", text, StringComparison.Ordinal);
        foreach (string attack in (ReadOnlySpan<string>)["\e]0;owned", "\e[6n", "\a", "\u202E", "\u009B", "\e[31mAD"])
        {
            Assert.DoesNotContain(attack, text, StringComparison.Ordinal);
        }
    }

    private static void AssertHarmless(string text, string what) => Assert.All(text, character => Assert.False(
        (char.IsControl(character) && character != '\n') || character is (>= '\u200B' and <= '\u200F')
            or (>= '\u2028' and <= '\u202E') or (>= '\u2066' and <= '\u2069'),
        $"{what} prints U+{(int)character:X4}"));
}
