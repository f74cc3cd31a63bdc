using CoreTop.Cli;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

public sealed class LineSettingsTests : IDisposable
{
    private readonly TempTree _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_file_is_read_when_it_is_asked_for_and_not_again()
    {
        LineSettings settings = Of($"--config {_folder.Root}/config");

        _folder.With("config", "delay = 5");
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Read.Settings.Delay);

        _folder.With("config", "delay = 7");
        Assert.Equal(TimeSpan.FromSeconds(5), settings.Read.Settings.Delay);
    }

    [Fact]
    public void Where_no_folder_is_known_all_are_the_defaults() => Assert.Equal(
        (null, CoreTop.Settings.ScreenSettings.Default.Delay), (Of("topology").File, Of("topology").Read.Settings.Delay));

    private static LineSettings Of(string words) => new(CliProgram.Parse(words.Split(' ')), new TestHost().Host);
}
