using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>A question on the bottom line, open until it is answered.</summary>
/// <param name="context">What the panes share.</param>
/// <param name="prompt">The question.</param>
internal sealed class PromptPane(ScreenContext context, Prompt prompt) : Pane(context)
{
    /// <summary>The question, and the answer as far as it is typed.</summary>
    public Prompt Prompt { get; private set; } = prompt;

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.Bar;

    /// <inheritdoc/>
    public override HotView? View => null;

    /// <inheritdoc/>
    public override PaneKeys Keys => PaneKeys.None;

    /// <inheritdoc/>
    public override bool HoldsRows => Prompt.IsYesOrNo;

    /// <inheritdoc/>
    public override void Press(KeyPress press)
    {
        switch (press.Name)
        {
            case "Esc":
            case "n" or "N" or "q" when Prompt.IsYesOrNo:
                Context.Panes.Remove(this);
                Prompt.Refused?.Invoke();
                break;
            case "y" or "Y" when Prompt.IsYesOrNo:
                Context.Panes.Remove(this);
                Prompt.Accepted(press.Name);
                break;
            case not null when Prompt.Key is { } key && (press.Name == "Enter" || press.Name == key):
                Context.Panes.Remove(this);
                Prompt.Accepted(press.Name);
                break;
            case "Ctrl-C":
                Context.Services.Quit();
                break;
            case not null when Prompt.IsYesOrNo:
                Context.Messages.RefuseHere(
                    $"{press.Name} is not an answer: {(Prompt.Key is null ? "y means yes, n or Esc means no" : Prompt.Hint)}.");
                break;
            case "Enter":
                Accept();
                break;
            case "Backspace" when Prompt.Text.Length > 0:
                Type(Prompt.Text[..^1]);
                break;
            case "Backspace":
                break;
            case "F3" or "Shift-F3" when Prompt.Again is { } again:
                again(Prompt.Text, press.Name == "F3" ? 1 : -1);
                break;
            case "Ctrl-U":
                Type(string.Empty);
                break;
            default:
                if (press.Typed is not null)
                {
                    Type(Prompt.Text + press.Typed);
                }

                break;
        }

        Context.Refresh();
    }

    /// <inheritdoc/>
    public override void Paste(string text)
    {
        if (!Prompt.IsYesOrNo)
        {
            Type(Prompt.Text + string.Concat(text.Where(character => !char.IsControl(character))));
            Context.Refresh();
        }
    }

    /// <inheritdoc/>
    public override bool DrawBar(ref Canvas canvas)
    {
        if (Prompt.IsYesOrNo)
        {
            int answer = Prompt.Hint.Length + 2;
            int room = Math.Min(canvas.Width - answer, Prompt.Question.Length + 2);
            canvas.Left($" {Prompt.Question} ", room, Ink.Strong);
            canvas.Text($" {Prompt.Hint} ", Ink.Cursor);
            canvas.BlankRow(Ink.Normal);
            return true;
        }

        canvas.Text($" {Prompt.Question} ", Ink.Strong);
        int right = Prompt.Wrong?.At ?? Prompt.Text.Length;
        canvas.Text(Prompt.Text.AsSpan(0, right), Ink.Normal);
        canvas.Text(Prompt.Text.AsSpan(right), Ink.Error);
        canvas.Put(' ', Ink.Cursor);
        canvas.Text($"  {Prompt.Wrong?.Line ?? Prompt.Hint}", Prompt.Wrong is null ? Ink.Faint : Ink.Warning);
        canvas.BlankRow(Ink.Normal);
        return true;
    }

    private void Accept()
    {
        if (Prompt.Accepted(Prompt.Text) is { } whyNot)
        {
            Context.Messages.Current = new StatusMessage(whyNot, StatusKind.Refused);
        }
        else
        {
            Context.Panes.Remove(this);
        }
    }

    private void Type(string text)
    {
        Prompt = Prompt with { Text = text, Wrong = Prompt.Check?.Invoke(text) };
        Prompt.Changed?.Invoke(text);
    }
}
