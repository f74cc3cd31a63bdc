using System.Drawing;
using CoreTop.Tui.Input;
using Terminal.Gui.Drivers;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Makes Terminal.Gui's keys and mouse events of what was decoded, keeps them until they are passed on, and so holds apart what
/// can go wrong with input from what can go wrong with what it does.
/// </summary>
internal sealed class InputInjection : IInputEvents
{
    // Terminal.Gui's key codes have no room for more.
    private const int LastCharacter = 0xFFFFF;

    private readonly Queue<object> _events = [];
    private MouseFlags _pressed;

    /// <summary>Called with pasted text.</summary>
    public Action<string> Pasted { get; set; } = _ => { };

    /// <summary>Called with a sentence about what was typed and did nothing.</summary>
    public Action<string> Said { get; set; } = _ => { };

    /// <summary>Called at once with the terminal's background as it answers; with null when it answers no more.</summary>
    public Action<ReportedColour?> Answered { get; set; } = _ => { };

    /// <inheritdoc/>
    public void Press(TerminalKey key)
    {
        _events.Enqueue(ToKey(key) is { } made
            ? made
            : new Sentence($"{(key.Name >= NamedKey.F1 ? $"F{key.Name - NamedKey.F1 + 1}" : "That key")} does nothing here: F1 shows the keys."));
    }

    /// <inheritdoc/>
    public void Report(MouseReport report)
    {
        if (ToFlags(report) is not MouseFlags.None and var flags)
        {
            _events.Enqueue(new Mouse
            {
                Timestamp = DateTime.Now,
                ScreenPosition = new Point(report.Column, report.Row),
                Flags = flags,
            });
        }
    }

    /// <inheritdoc/>
    public void Paste(string text) => _events.Enqueue(text);

    /// <inheritdoc/>
    public void DropOpener(char opener) => _events.Enqueue(new Sentence(
        $"{opener} after Esc may begin the code of a key, so it did nothing: press it again."));

    /// <inheritdoc/>
    public void ReportBackground(ReportedColour colour) => Answered(colour);

    /// <inheritdoc/>
    public void EndAnswers() => Answered(null);

    /// <summary>Says that some input was dropped, as this program failed on it.</summary>
    /// <param name="mistake">What happened.</param>
    public void Fail(Exception mistake) => _events.Enqueue(new Sentence(
        $"What the terminal sent was dropped, as it made this program fail: {mistake.Message}"));

    /// <summary>Passes on what there is.</summary>
    /// <param name="to">Terminal.Gui's end of the input.</param>
    /// <param name="screen">The screen's size; what the mouse did outside is dropped.</param>
    public void PassOn(IInputProcessor to, Size screen)
    {
        while (_events.TryDequeue(out object? next))
        {
            switch (next)
            {
                case Key key:
                    to.RaiseKeyDownEvent(key);
                    break;
                case Mouse mouse when new Rectangle(Point.Empty, screen).Contains(mouse.ScreenPosition):
                    to.RaiseMouseEventParsed(mouse);
                    break;
                case string text:
                    Pasted(text);
                    break;
                case Sentence sentence:
                    Said(sentence.Text);
                    break;
            }
        }
    }

    /// <summary>Terminal.Gui's key; null for one that no command can have.</summary>
    internal static Key? ToKey(TerminalKey key)
    {
        KeyCode? code = key.Name switch
        {
            NamedKey.None => CodeOf(key),
            NamedKey.Up => KeyCode.CursorUp,
            NamedKey.Down => KeyCode.CursorDown,
            NamedKey.Left => KeyCode.CursorLeft,
            NamedKey.Right => KeyCode.CursorRight,
            NamedKey.Home => KeyCode.Home,
            NamedKey.End => KeyCode.End,
            NamedKey.PageUp => KeyCode.PageUp,
            NamedKey.PageDown => KeyCode.PageDown,
            NamedKey.Insert => KeyCode.Insert,
            NamedKey.Delete => KeyCode.Delete,
            NamedKey.Backspace => KeyCode.Backspace,
            NamedKey.Tab => KeyCode.Tab,
            NamedKey.Enter => KeyCode.Enter,
            NamedKey.Escape => KeyCode.Esc,
            >= NamedKey.F1 and <= NamedKey.F12 => KeyCode.F1 + (uint)(key.Name - NamedKey.F1),
            _ => null,
        };
        if (code is not { } bare)
        {
            return null;
        }

        bare |= key.Modifiers.HasFlag(KeyModifiers.Shift) ? KeyCode.ShiftMask : 0;
        bare |= (key.Modifiers & (KeyModifiers.Alt | KeyModifiers.Meta)) != 0 ? KeyCode.AltMask : 0;
        bare |= key.Modifiers.HasFlag(KeyModifiers.Ctrl) ? KeyCode.CtrlMask : 0;
        return new Key(bare);
    }

    private static KeyCode? CodeOf(TerminalKey key)
    {
        int value = key.Character.Value;
        return value is > LastCharacter or 0 ? null
            : key.Modifiers.HasFlag(KeyModifiers.Ctrl) ? (KeyCode)value
            : value < 0x80 ? new Key((char)value).KeyCode
            : (KeyCode)value;
    }

    private MouseFlags ToFlags(MouseReport report)
    {
        if (report.IsExtraButton)
        {
            return MouseFlags.None;
        }

        MouseFlags what = report.IsWheel ? Wheel(report.Button) : Button(report);
        if (what == MouseFlags.None)
        {
            return what;
        }

        what |= report.IsMotion ? MouseFlags.PositionReport : MouseFlags.None;
        what |= report.IsShift ? MouseFlags.Shift : MouseFlags.None;
        what |= report.IsAlt ? MouseFlags.Alt : MouseFlags.None;
        return what | (report.IsCtrl ? MouseFlags.Ctrl : MouseFlags.None);
    }

    private MouseFlags Button(MouseReport report)
    {
        // The old form does not say which button was let go: the one that was pressed last.
        MouseFlags button = report.Button switch
        {
            0 => report.IsRelease ? MouseFlags.LeftButtonReleased : MouseFlags.LeftButtonPressed,
            1 => report.IsRelease ? MouseFlags.MiddleButtonReleased : MouseFlags.MiddleButtonPressed,
            2 => report.IsRelease ? MouseFlags.RightButtonReleased : MouseFlags.RightButtonPressed,
            _ => report.IsRelease ? ReleaseOf(_pressed) : MouseFlags.None,
        };
        _pressed = report.IsRelease ? MouseFlags.None : button;
        return button;
    }

    private static MouseFlags ReleaseOf(MouseFlags pressed) => pressed switch
    {
        MouseFlags.LeftButtonPressed => MouseFlags.LeftButtonReleased,
        MouseFlags.MiddleButtonPressed => MouseFlags.MiddleButtonReleased,
        MouseFlags.RightButtonPressed => MouseFlags.RightButtonReleased,
        _ => MouseFlags.None,
    };

    private static MouseFlags Wheel(int direction) => direction switch
    {
        0 => MouseFlags.WheeledUp,
        1 => MouseFlags.WheeledDown,
        2 => MouseFlags.WheeledLeft,
        _ => MouseFlags.WheeledRight,
    };

    private sealed record Sentence(string Text);
}
