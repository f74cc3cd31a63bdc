using CoreTop.Tui.Drawing;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Keys;

/// <summary>The bottom line: the keys of the panel that has the keyboard, or the question being asked.</summary>
internal sealed class KeyBarView(Theme theme, MainScreen screen) : HotView(theme)
{
    private readonly List<(int Start, int End, KeyCommand Command)> _places = [];
    private KeyPanel _panel;
    private int _width;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        if (screen.Prompt is { } prompt)
        {
            if (prompt.IsYesOrNo)
            {
                int answer = prompt.Hint.Length + 2;
                int room = Math.Min(canvas.Width - answer, prompt.Question.Length + 2);
                canvas.Left($" {prompt.Question} ", room, Ink.Strong);
                canvas.Text($" {prompt.Hint} ", Ink.Cursor);
                canvas.BlankRow(Ink.Normal);
                return;
            }

            canvas.Text($" {prompt.Question} ", Ink.Strong);
            int right = prompt.Wrong?.At ?? prompt.Text.Length;
            canvas.Text(prompt.Text.AsSpan(0, right), Ink.Normal);
            canvas.Text(prompt.Text.AsSpan(right), Ink.Error);
            canvas.Put(' ', Ink.Cursor);
            canvas.Text($"  {prompt.Wrong?.Line ?? prompt.Hint}", prompt.Wrong is null ? Ink.Faint : Ink.Warning);
            canvas.BlankRow(Ink.Normal);
            return;
        }

        if (screen.Menu is { } menu)
        {
            DrawMenuKeys(ref canvas, menu.Typed);
            return;
        }

        Arrange(canvas.Width);
        foreach ((int start, _, KeyCommand command) in _places)
        {
            canvas.BlankTo(start, Ink.Normal);
            bool isEnabled = command.WhyNot?.Invoke(screen) is null;
            canvas.Text(command.KeyNames[0], Ink.KeyName);
            canvas.Text(Label(command), isEnabled ? Ink.KeyLabel : Ink.KeyDisabled);
        }

        canvas.BlankRow(Ink.Normal);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (screen.Menu is not null || !mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position)
        {
            return false;
        }

        foreach ((int start, int end, KeyCommand command) in _places)
        {
            if (position.X >= start && position.X < end)
            {
                screen.Run(command);
                return true;
            }
        }

        return false;
    }

    private static void DrawMenuKeys(ref Canvas canvas, string typed)
    {
        canvas.Put(' ', Ink.Normal);
        canvas.Text("Enter", Ink.KeyName);
        canvas.Text(" Choose ", Ink.KeyLabel);
        canvas.Text("Esc", Ink.KeyName);
        canvas.Text(" Close ", Ink.KeyLabel);
        canvas.Text(typed.Length > 0 ? $" typed: {typed}" : " what is typed goes to its line", Ink.Faint);
        canvas.BlankRow(Ink.Normal);
    }

    private void Arrange(int width)
    {
        if (_panel == screen.Keyboard && _width == width)
        {
            return;
        }

        (_panel, _width) = (screen.Keyboard, width);
        List<KeyCommand> shown = [.. KeyCommands.All.Where(command => command.Label is not null && command.Where.HasFlag(_panel))];
        while (shown.Sum(Columns) > width - 1)
        {
            shown.Remove(shown.MaxBy(command => command.BarRank)!);
        }

        _places.Clear();
        int at = 1;
        foreach (KeyCommand command in shown)
        {
            int columns = Columns(command);
            _places.Add((at, at + columns - 1, command));
            at += columns;
        }
    }

    private static int Columns(KeyCommand command) => command.KeyNames[0].Length + Label(command).Length + 1;

    // Function keys stand close to their label, as in htop; a letter would run into it.
    private static string Label(KeyCommand command) =>
        command.KeyNames[0].Length == 2 && command.KeyNames[0][0] == 'F' || command.KeyNames[0] == "F10"
            ? command.Label!
            : " " + command.Label;
}
