using CoreTop.Tui.Keys;

namespace CoreTop.Tests.Tui.Keys;

public sealed class KeyCommandsTests
{
    [Fact]
    public void No_key_has_two_meanings_in_a_panel()
    {
        foreach (KeyPanel panel in new[] { KeyPanel.Processes, KeyPanel.Cores, KeyPanel.Editor, KeyPanel.Balance, KeyPanel.Explain, KeyPanel.Details })
        {
            string[] keys = [.. KeyCommands.All.Where(command => command.Where.HasFlag(panel)).SelectMany(command => command.KeyNames)];

            Assert.Equal(keys.Distinct(), keys);
        }
    }

    [Fact]
    public void Every_command_is_found_by_each_of_its_keys_and_explained_in_a_sentence() =>
        Assert.All(KeyCommands.All, command =>
        {
            Assert.EndsWith(".", command.Help, StringComparison.Ordinal);
            foreach (KeyPanel panel in new[] { KeyPanel.Processes, KeyPanel.Cores })
            {
                Assert.All(command.KeyNames, key => Assert.Equal(
                    command.Where.HasFlag(panel), ReferenceEquals(command, KeyCommands.Find(key, panel))));
            }
        });

    [Theory]
    [InlineData("h ? q P M T N H < > Up Down PgUp Home F1 F3 F4 F5 F6 F10 / Space U c a K I Z d R ! 1 2 3 4 5")]
    public void Keys_that_fingers_know_from_top_and_htop_are_there(string keys) =>
        Assert.All(keys.Split(' '), key => Assert.NotNull(KeyCommands.Find(key, KeyPanel.Processes)));
}
