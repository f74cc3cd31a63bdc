using CoreTop.Tui;
using CoreTop.Tui.Panes.Processes;
using CoreTop.Tui.Screen;

namespace CoreTop.Tests.Tui.Keys;

public sealed class KeyCommandsTests
{
    [Fact]
    public void No_key_has_two_meanings_in_a_panel()
    {
        foreach (PaneKeys table in KeyBook.Tables)
        {
            string[] keys = [.. table.All.SelectMany(command => command.KeyNames)];

            Assert.Equal(keys.Distinct(), keys);
        }
    }

    [Fact]
    public void Every_command_is_found_by_each_of_its_keys_and_explained_in_a_sentence() =>
        Assert.All(KeyBook.All, command =>
        {
            Assert.EndsWith(".", command.Help, StringComparison.Ordinal);
            foreach (PaneKeys table in KeyBook.Tables)
            {
                Assert.All(command.KeyNames, key => Assert.Equal(
                    table.All.Contains(command), ReferenceEquals(command, table.Find(key))));
            }
        });

    [Theory]
    [InlineData("h ? q P M T N Q H < > Up Down PgUp Home F1 F3 F4 F5 F6 F10 / Space U c a K I Z d R ! 1 2 3 4 5")]
    public void Keys_that_fingers_know_from_top_and_htop_are_there(string keys) =>
        Assert.All(keys.Split(' '), key => Assert.NotNull(ProcessesKeys.Table.Find(key)));
}
