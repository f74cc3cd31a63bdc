using CoreTop.Os;

namespace CoreTop.Tests.Cli;

public sealed class StateFolderTests
{
    [Theory]
    [InlineData("/state", "/home/me", "/state/coretop")]
    [InlineData("state", "/home/me", "/home/me/.local/state/coretop")]
    [InlineData("", "/home/me", "/home/me/.local/state/coretop")]
    [InlineData(null, "/", "/.local/state/coretop")]
    [InlineData(null, "me", null)]
    [InlineData(null, null, null)]
    public void The_state_folder_follows_the_specification(string? state, string? home, string? folder) =>
        Assert.Equal(folder, StateFolder.Find(name => name == "XDG_STATE_HOME" ? state : home));
}
