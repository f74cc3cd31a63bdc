using CoreTop.Tui.Keys;
using Terminal.Gui.Input;

namespace CoreTop.Tests.Tui.Keys;

public sealed class KeyNameTests
{
    public static TheoryData<Key, string?> Names => new()
    {
        { new Key('q'), "q" },
        { new Key('P'), "P" },
        { Key.P.WithShift, "P" },
        { new Key('/'), "/" },
        { new Key('<'), "<" },
        { new Key('?'), "?" },
        { Key.Space, "Space" },
        { Key.Tab, "Tab" },
        { Key.Tab.WithShift, "Shift-Tab" },
        { Key.F1, "F1" },
        { Key.F10, "F10" },
        { Key.CursorUp, "Up" },
        { Key.PageDown, "PgDn" },
        { Key.C.WithCtrl, "Ctrl-C" },
        { Key.X.WithAlt, "Alt-x" },
        { Key.X.WithAlt.WithShift, "Alt-X" },
        { Key.X.WithAlt.WithCtrl, "Ctrl-Alt-x" },
        { Key.CursorUp.WithCtrl, "Ctrl-Up" },
        { Key.Enter.WithAlt, "Alt-Enter" },
        { Key.InsertChar, "Ins" },
    };

    [Theory]
    [MemberData(nameof(Names))]
    public void A_key_has_the_name_that_the_key_table_uses(Key key, string? expected) =>
        Assert.Equal(expected, KeyName.Of(key));
}
