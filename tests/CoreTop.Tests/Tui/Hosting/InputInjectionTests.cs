using System.Text;
using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;
using CoreTop.Tui.Keys;

namespace CoreTop.Tests.Tui.Hosting;

public sealed class InputInjectionTests
{
    public static TheoryData<string, string?> Names => new()
    {
        { "\e[A", "Up" },
        { "\e[1;2A", "Up" },
        { "\e[1;5A", "Ctrl-Up" },
        { "\e[Z", "Shift-Tab" },
        { "\eOP", "F1" },
        { "\e[1;2R", "Shift-F3" },
        { "\e[24~", "F12" },
        { "\e[25~", null },
        { "\e[2~", "Ins" },
        { "\e[3~", "Del" },
        { "q", "q" },
        { "Q", "Q" },
        { "é", "é" },
        { "漢", "漢" },
        { "😀", "😀" },
        { "\U0010FFFD", null },
        { " ", "Space" },
        { "\x0C", "Ctrl-L" },
        { "\x7F", "Backspace" },
        { "\b", "Backspace" },
        { "\n", "Enter" },
        { "\ex", "Alt-x" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void What_is_sent_becomes_the_key_of_that_name(string sent, string? name)
    {
        var recorded = new Input.RecordedInput();
        var decoder = new InputDecoder(KeyTable.Empty, recorded);
        decoder.Feed(Encoding.UTF8.GetBytes(sent), 0);

        TerminalKey key = Assert.Single(recorded.Keys);
        Assert.Equal(name, InputInjection.ToKey(key) is { } made ? KeyName.Of(made) : null);
    }

    [Fact]
    public void Every_key_with_everything_held_down_can_be_made()
    {
        foreach (NamedKey name in Enumerable.Range(0, 256).Select(number => (NamedKey)number))
        {
            for (int held = 0; held < 16; held++)
            {
                _ = InputInjection.ToKey(TerminalKey.Of(name, (KeyModifiers)held)) is { } key ? KeyName.Of(key) : null;
            }
        }
    }
}
