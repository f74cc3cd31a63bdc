using System.Collections.Immutable;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>A question on the message line, open until it is answered.</summary>
internal sealed class PromptPane : Pane
{
    private const string Group = "Questions";

    private static readonly ImmutableArray<KeyCommand> Typing =
    [
        Key("Enter", "Accepts the answer.", pane => pane.Accept(), "OK", 0),
        Key("Esc", "Leaves the question unanswered.", pane => pane.Refuse(), "Cancel", 0),
        Key("Backspace", "Takes the last character away.", pane => pane.Type(pane.Prompt.Text[..^Math.Min(1, pane.Prompt.Text.Length)])),
        Key("Ctrl-U", "Takes the whole answer away.", pane => pane.Type(string.Empty), "Clear", 2),
        SharedKeys.QuitAnywhere,
    ];

    private static readonly PaneKeys Text = new(Typing);

    private static readonly PaneKeys SearchText = new(
    [
        .. Typing,
        Key("F3", "Goes to the next one.", pane => pane.Prompt.Again!(pane.Prompt.Text, 1), "Next", 1),
        Key("Shift-F3", "Goes to the one before.", pane => pane.Prompt.Again!(pane.Prompt.Text, -1), "Previous", 1),
    ]);

    private static readonly PaneKeys YesOrNo = new(
    [
        Key("y Y", "Yes.", pane => pane.Agree(), "Yes", 0),
        Key("n N Esc q", "No.", pane => pane.Refuse(), "No", 0),
        SharedKeys.QuitAnywhere,
    ]);

    /// <param name="context">What the panes share.</param>
    /// <param name="prompt">The question.</param>
    public PromptPane(ScreenContext context, Prompt prompt)
        : base(context)
    {
        Prompt = prompt;
        Keys = prompt switch
        {
            { Key: { } key } => Confirming(key),
            { IsYesOrNo: true } => YesOrNo,
            { Again: not null } => SearchText,
            _ => Text,
        };
    }

    /// <summary>The question, and the answer as far as it is typed.</summary>
    public Prompt Prompt { get; private set; }

    /// <summary>What the last key came to, if it did not do; null for nothing to say.</summary>
    public StatusMessage? Said { get; private set; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.Line;

    /// <inheritdoc/>
    public override HotView? View => null;

    /// <inheritdoc/>
    public override PaneKeys Keys { get; }

    /// <inheritdoc/>
    public override bool HoldsRows => Prompt.IsYesOrNo;

    /// <inheritdoc/>
    public override void Press(KeyPress press)
    {
        StatusMessage? before = Context.Messages.Current;
        if (Keys.Find(press.Name) is { } command)
        {
            command.RunIn(this, press);
        }
        else if (press.Typed is { } typed && !Prompt.IsYesOrNo)
        {
            Type(Prompt.Text + typed);
        }
        else
        {
            Context.Messages.RefuseHere(WhyNothing(press.Name));
        }

        // A key pressed before the question was asked is not an answer to it.
        StatusMessage? after = Context.Messages.Current;
        Said = ReferenceEquals(before, after) ? Said : after;
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
    protected override string WhyNothing(string keyName) => Prompt.IsYesOrNo
        ? $"{keyName} is not an answer: {(Prompt.Key is null ? "y means yes, n or Esc means no" : Prompt.Hint)}."
        : $"{keyName} does nothing here: Enter accepts what is typed, Esc cancels.";

    private static PaneKeys Confirming(string key) => new(
    [
        Key($"Enter {key} y Y", "Does it.", pane => pane.Agree(), "Do it", 0),
        Key("Esc n N q", "Does not.", pane => pane.Refuse(), "Cancel", 0),
        SharedKeys.QuitAnywhere,
    ]);

    private static KeyCommand<PromptPane> Key(string keys, string help, Action<PromptPane> run, string? label = null, int rank = 0) =>
        new(keys, Group, help, (pane, _) => run(pane), label, rank);

    private void Agree()
    {
        Context.Panes.Remove(this);
        Prompt.Accepted(Prompt.Text);
    }

    private void Refuse()
    {
        Context.Panes.Remove(this);
        Prompt.Refused?.Invoke();
    }

    private void Accept()
    {
        if (Prompt.Accepted(Prompt.Text) is { } whyNot)
        {
            Context.Messages.Say(whyNot, StatusKind.Refused);
        }
        else
        {
            Context.Panes.Remove(this);
        }
    }

    private void Type(string text)
    {
        Said = null;
        Prompt = Prompt with { Text = text, Wrong = Prompt.Check?.Invoke(text) };
        Prompt.Changed?.Invoke(text);
    }
}
