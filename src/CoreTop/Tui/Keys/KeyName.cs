using System.Text;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Keys;

/// <summary>A key's name as the key bar, help and the key table write it: <c>F1</c>, <c>q</c>, <c>Space</c>, <c>Ctrl-L</c>, <c>Alt-x</c>.</summary>
internal static class KeyName
{
    /// <summary>The name of a key that was pressed; null for one without a name.</summary>
    public static string? Of(Key key)
    {
        KeyCode bare = key.KeyCode & ~(KeyCode.CtrlMask | KeyCode.AltMask | KeyCode.ShiftMask);
        string? named = bare switch
        {
            KeyCode.Space => "Space",
            KeyCode.Tab => key.IsShift ? "Shift-Tab" : "Tab",
            KeyCode.Enter => "Enter",
            KeyCode.Esc => "Esc",
            KeyCode.Backspace => "Backspace",
            KeyCode.Delete => "Del",
            KeyCode.Insert => "Ins",
            KeyCode.CursorUp => "Up",
            KeyCode.CursorDown => "Down",
            KeyCode.CursorLeft => "Left",
            KeyCode.CursorRight => "Right",
            KeyCode.PageUp => "PgUp",
            KeyCode.PageDown => "PgDn",
            KeyCode.Home => "Home",
            KeyCode.End => "End",
            >= KeyCode.F1 and <= KeyCode.F12 => $"{(key.IsShift ? "Shift-" : string.Empty)}F{bare - KeyCode.F1 + 1}",
            _ => null,
        };
        string held = $"{(key.IsCtrl ? "Ctrl-" : string.Empty)}{(key.IsAlt ? "Alt-" : string.Empty)}";
        if (named is not null)
        {
            return $"{held}{named}";
        }

        if (key is { IsCtrl: true, IsAlt: false } && bare is >= KeyCode.A and <= KeyCode.Z)
        {
            return $"Ctrl-{(char)bare}";
        }

        Rune rune = new Key(key.KeyCode & ~(KeyCode.CtrlMask | KeyCode.AltMask)).AsRune;
        return rune.Value <= ' ' ? null : $"{held}{rune}";
    }
}
