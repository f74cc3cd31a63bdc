using CoreTop.Kernel.Native;
using CoreTop.Settings;

namespace CoreTop.Tests.Settings;

public sealed class SettingsFileTests : IDisposable
{
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private static readonly ScreenSettings Slow = ScreenSettings.Default with { Delay = TimeSpan.FromSeconds(5) };

    private readonly string _home = Directory.CreateTempSubdirectory("coretop-settings-").FullName;

    public void Dispose() => Directory.Delete(_home, recursive: true);

    [Theory]
    [InlineData("/etc/x", "/c", "/h", "/etc/x")]
    [InlineData(null, "/c", "/h", "/c/coretop/config")]
    [InlineData(null, "relative", "/h", "~/.config/coretop/config")]
    [InlineData(null, null, "/h/", "~/.config/coretop/config")]
    [InlineData(null, null, null, null)]
    public void It_is_where_the_option_or_the_environment_says(string? given, string? config, string? home, string? expected)
    {
        var variables = new Dictionary<string, string?> { ["XDG_CONFIG_HOME"] = config, ["HOME"] = home };

        Assert.Equal(expected, SettingsFile.Find(given, name => variables.GetValueOrDefault(name))?.ShownPath);
    }

    [Fact]
    public void In_a_new_users_home_there_is_none_and_nothing_is_wrong()
    {
        SettingsReading reading = File().Read();

        Assert.Null(reading.Problem);
        Assert.Equal(TimeSpan.FromSeconds(1), reading.Settings.Delay);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_home));
    }

    [Fact]
    public void Saving_makes_the_folder_and_the_file_for_the_owner_alone_and_says_what_was_written_where()
    {
        SaveOutcome outcome = File().Save(Slow);

        Assert.Equal(new SaveOutcome(true, "Saved delay in ~/.config/coretop/config."), outcome);
        Assert.Equal(TimeSpan.FromSeconds(5), File().Read().Settings.Delay);
        Assert.Equal(OnlyOwner, System.IO.File.GetUnixFileMode(Config));
        Assert.Equal(OnlyOwner | UnixFileMode.UserExecute, System.IO.File.GetUnixFileMode(Path.GetDirectoryName(Config)!));
        Assert.Equal([Config], Directory.GetFiles(Path.GetDirectoryName(Config)!));
    }

    [Fact]
    public void Saving_what_the_file_says_already_writes_nothing()
    {
        Assert.Equal(new SaveOutcome(true, "Nothing to save: every setting is the default."), File().Save(ScreenSettings.Default));
        Assert.False(System.IO.File.Exists(Config));

        Write("delay = 5\n");
        Assert.StartsWith("Nothing to save: ~/.config", File().Save(Slow).Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_not_understood_is_told_with_file_and_line_and_how_much_more_there_is()
    {
        Write("tree = yes\ndelay = soon\ncolour = x\nnonsense\n");

        SettingsReading reading = File().Read();

        Assert.StartsWith("~/.config/coretop/config:2 and 2 more: delay takes", reading.Problem, StringComparison.Ordinal);
        Assert.True(reading.Settings.List.IsTree);
    }

    [Fact]
    public void Saving_keeps_every_other_byte_and_the_permissions()
    {
        Write("# caf\u00E9 \u4E2D\nfuture = 7\ndelay = 1\n");
        System.IO.File.SetUnixFileMode(Config, OnlyOwner | UnixFileMode.GroupRead);

        Assert.True(File().Save(Slow).IsSaved);

        Assert.Equal("# caf\u00E9 \u4E2D\nfuture = 7\ndelay = 5\n", System.IO.File.ReadAllText(Config));
        Assert.Equal(OnlyOwner | UnixFileMode.GroupRead, System.IO.File.GetUnixFileMode(Config));
    }

    [Fact]
    public void What_somebody_wrote_since_the_start_is_kept()
    {
        SettingsFile file = File();
        file.Read();
        Write("theme = monochrome # chosen meanwhile\n");

        Assert.True(file.Save(Slow with { Theme = File().Read().Settings.Theme }).IsSaved);

        Assert.Equal("theme = monochrome # chosen meanwhile\ndelay = 5\n", System.IO.File.ReadAllText(Config));
    }

    [Fact]
    public void Through_a_link_its_target_is_written_and_the_link_stays()
    {
        string dotfiles = Path.Combine(_home, "dotfiles");
        Directory.CreateDirectory(dotfiles);
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        string target = Path.Combine(dotfiles, "coretop");
        System.IO.File.WriteAllText(target, "# in git\n");
        System.IO.File.CreateSymbolicLink(Config, target);

        SaveOutcome outcome = File().Save(Slow);

        Assert.Equal($"Saved delay in ~/.config/coretop/config (a link to {target}).", outcome.Sentence);
        Assert.Equal(target, new FileInfo(Config).LinkTarget);
        Assert.Equal("# in git\ndelay = 5\n", System.IO.File.ReadAllText(target));
        Assert.Equal([target], Directory.GetFiles(dotfiles));
    }

    [Fact]
    public void A_link_planted_where_the_new_text_is_written_first_is_not_followed()
    {
        Write("delay = 1\n");
        string victim = Path.Combine(_home, "victim");
        System.IO.File.WriteAllText(victim, "mine");
        string part = Path.Combine(Path.GetDirectoryName(Config)!, $".config.{Environment.ProcessId}");
        System.IO.File.CreateSymbolicLink(part, victim);

        Assert.True(File().Save(Slow).IsSaved);

        Assert.Equal("mine", System.IO.File.ReadAllText(victim));
        Assert.Null(new FileInfo(Config).LinkTarget);
        Assert.Equal("delay = 5\n", System.IO.File.ReadAllText(Config));
        Assert.Equal([Config], Directory.GetFileSystemEntries(Path.GetDirectoryName(Config)!));
    }

    [Fact]
    public void A_folder_a_pipe_or_a_huge_file_in_its_place_is_a_sentence_and_stays_as_it_is()
    {
        Directory.CreateDirectory(Config);
        Assert.Equal("~/.config/coretop/config is a folder, not a settings file. All settings are the defaults.", File().Read().Problem);
        Assert.False(File().Save(Slow).IsSaved);

        Directory.Delete(Config);
        using (var pipe = System.Diagnostics.Process.Start("mkfifo", [Config]))
        {
            pipe.WaitForExit();
        }

        Assert.Equal("~/.config/coretop/config is not an ordinary file. All settings are the defaults.", File().Read().Problem);
        Assert.False(File().Save(Slow).IsSaved);

        System.IO.File.Delete(Config);
        System.IO.File.WriteAllText(Config, new string('#', 2 * 1024 * 1024));
        Assert.Contains("too large", File().Read().Problem, StringComparison.Ordinal);
        Assert.Contains("nothing was saved", File().Save(Slow).Sentence, StringComparison.Ordinal);
        Assert.Equal(2 * 1024 * 1024, new FileInfo(Config).Length);
    }

    [Fact]
    public void Where_nothing_can_be_written_a_sentence_says_so_and_nothing_is_left_behind()
    {
        // A file where the folder should be stops root as well.
        System.IO.File.WriteAllText(Path.Combine(_home, ".config"), "in the way");

        SaveOutcome outcome = File().Save(Slow);

        Assert.False(outcome.IsSaved);
        Assert.StartsWith("~/.config/coretop/config cannot be written (", outcome.Sentence, StringComparison.Ordinal);
        Assert.EndsWith("what you chose holds until you quit.", outcome.Sentence, StringComparison.Ordinal);
        Assert.Equal("in the way", System.IO.File.ReadAllText(Path.Combine(_home, ".config")));
    }

    [Fact]
    public void A_file_of_another_user_is_not_written()
    {
        Assert.SkipUnless(OwnProcess.EffectiveUser == 0, "Only root can give files away.");
        Write("delay = 1\n");
        using (var chown = System.Diagnostics.Process.Start("chown", ["12345", Config]))
        {
            chown.WaitForExit();
        }

        SaveOutcome outcome = File().Save(Slow);

        Assert.Equal($"{Config} belongs to user 12345, and CoreTop runs as user 0: it is not written. --config FILE names another file.", outcome.Sentence);
        Assert.Equal("delay = 1\n", System.IO.File.ReadAllText(Config));
    }

    [Theory]
    [InlineData(".config/coretop/config")]
    [InlineData(".config/coretop")]
    [InlineData(".config")]
    public void Root_reads_nothing_by_another_users_link_and_says_whose_it_is_and_nothing_of_what_it_leads_to(string link)
    {
        string at = PlantLink(link, "root:$6$secret:1:\n");

        SettingsReading reading = File().Read();
        SaveOutcome saved = File().Save(Slow);

        Assert.Equal(
            $"~/.config/coretop/config is reached through the link {at}, which user 12345 could have made, and CoreTop runs as user 0: "
            + "it is not used. All settings are the defaults.",
            reading.Problem);
        Assert.Contains("it is not written", saved.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reading.Problem + saved.Sentence, StringComparison.Ordinal);
        Assert.Equal("root:$6$secret:1:\n", System.IO.File.ReadAllText(Path.Combine(_home, "target/coretop/config")));
    }

    [Theory]
    [InlineData(".config/coretop/config")]
    [InlineData(".config/coretop")]
    public void Root_uses_no_settings_that_are_another_users_or_lie_in_their_folder(string theirs)
    {
        RequireRoot();
        Write("root:$6$secret:1:\ndelay = 5\n");
        Give(Path.Combine(_home, theirs));

        SettingsReading reading = File().Read();

        Assert.StartsWith($"{Path.Combine(_home, theirs)} belongs to user 12345, and CoreTop runs as user 0: ", reading.Problem, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", reading.Problem, StringComparison.Ordinal);
        Assert.Equal(TimeSpan.FromSeconds(1), reading.Settings.Delay);
    }

    [Fact]
    public void Of_a_file_that_root_was_given_lines_are_told_by_their_number_alone()
    {
        RequireRoot();
        Write("root:$6$secret:1:\n");
        Assert.Equal(
            $"~/.config/coretop/config:1: this is not a setting: a line is \"key = value\".",
            SettingsFile.Find(Config, name => name == "HOME" ? _home : null)!.Read().Problem);

        Write("bogus = 1\n");
        Assert.Contains(":1: no setting is called \"bogus\"; there are", SettingsFile.Find(Config, _ => null)!.Read().Problem, StringComparison.Ordinal);

        Write("c2VjcmV0==\n");
        Assert.DoesNotContain("c2VjcmV0", SettingsFile.Find(Config, _ => null)!.Read().Problem, StringComparison.Ordinal);

        Write("delay = secret\n");
        Assert.EndsWith("delay takes seconds from 0.1 to 3600, such as 1 or 0.5.", SettingsFile.Find(Config, _ => null)!.Read().Problem, StringComparison.Ordinal);
    }

    private string PlantLink(string link, string text)
    {
        RequireRoot();
        string at = Path.Combine(_home, link), config = Path.Combine(_home, "target/coretop/config");
        Directory.CreateDirectory(Path.GetDirectoryName(config)!);
        Directory.CreateDirectory(Path.GetDirectoryName(at)!);
        System.IO.File.WriteAllText(config, text);
        System.IO.File.CreateSymbolicLink(
            at, link.EndsWith("/config", StringComparison.Ordinal) ? config : link.EndsWith("coretop", StringComparison.Ordinal) ? Path.GetDirectoryName(config)! : Path.Combine(_home, "target"));
        Give(at);
        return at;
    }

    private static void RequireRoot() =>
        Assert.SkipUnless(OwnProcess.EffectiveUser == 0, "Only root can give files away.");

    private static void Give(string path)
    {
        using var chown = System.Diagnostics.Process.Start("chown", ["-h", "12345", path]);
        chown.WaitForExit();
    }

    private string Config => Path.Combine(_home, ".config", "coretop", "config");

    private SettingsFile File() => SettingsFile.Find(given: null, name => name == "HOME" ? _home : null)!;

    private void Write(string text)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Config)!);
        System.IO.File.WriteAllText(Config, text);
    }
}
