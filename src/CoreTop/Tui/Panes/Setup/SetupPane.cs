using CoreTop.Settings;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>The setup screen, under the header.</summary>
internal sealed class SetupPane : Pane
{
    private const string Group = "Setup screen";

    /// <param name="context">What the panes share.</param>
    /// <param name="theme">The colours.</param>
    public SetupPane(ScreenContext context, Theme theme) : base(context)
    {
        View = new SetupView(theme, () => State, () => Settings, Point);
        Search = new LineSearch(context, new SearchedSetup(() => State, () => Settings, place => State = place));
    }

    /// <summary>The keys.</summary>
    public static PaneKeys Table { get; } = new(
    [
        SharedKeys.Help,
        SharedKeys.Redraw,
        SharedKeys.QuitAnywhere,
        new KeyCommand<SetupPane>("Enter Space", Group,
            "Adds what is available, changes the style of a meter or the value of an option, uses a theme.",
            (pane, _) => pane.Accept(), "Choose", 0),
        new KeyCommand<SetupPane>("l", Group, "Puts the meter in the header's left column.",
            (pane, _) => pane.Put(isRight: false), "Left", 3, pane => pane.WhyNotPut),
        new KeyCommand<SetupPane>("r", Group, "Puts the meter in the header's right column.",
            (pane, _) => pane.Put(isRight: true), "Right", 3, pane => pane.WhyNotPut),
        new KeyCommand<SetupPane>("F7 [", Group, "Moves the meter or column one place up.",
            (pane, _) => pane.Shift(-1), "Up", 2, pane => pane.WhyNotShift),
        new KeyCommand<SetupPane>("F8 ]", Group, "Moves the meter or column one place down.",
            (pane, _) => pane.Shift(1), "Down", 2, pane => pane.WhyNotShift),
        new KeyCommand<SetupPane>("F9 - Del", Group, "Takes the meter or column away.",
            (pane, _) => pane.Remove(), "Remove", 1, pane => pane.WhyNotRemove),
        .. SharedKeys.Searching,
        new KeyCommand<SetupPane>("F10 W", Group, "Saves the settings and goes back.", (pane, _) => pane.Save(), "Save", 0),
        new KeyCommand<SetupPane>("Esc q F2", Group, "Back; what was changed holds until the program ends.",
            (pane, _) => pane.Close(), "Back", 0),
        new KeyCommand<SetupPane>("Up Down PgUp PgDn Home End", Group, "Moves from line to line.",
            (pane, press) => pane.State = pane.State?.Move(press.Name, pane.Settings)),
        new KeyCommand<SetupPane>("Right Tab", Group, "To the next list.", (pane, _) => pane.Switch(1)),
        new KeyCommand<SetupPane>("Left Shift-Tab", Group, "To the list before.", (pane, _) => pane.Switch(-1)),
    ]);

    /// <summary>Where the user is; null while it is not open.</summary>
    public SetupState? State { get; private set; }

    /// <inheritdoc/>
    public override LineSearch Search { get; }

    /// <inheritdoc/>
    public override PaneArea Area => PaneArea.UnderHeader;

    /// <inheritdoc/>
    public override HotView View { get; }

    /// <inheritdoc/>
    public override PaneKeys Keys => Table;

    // How the screen is now.
    private ScreenSettings Settings => Context.Look.Settings;

    private string? WhyNotPut => State is { IsOnMeter: true } ? null : "Only meters stand left or right.";

    private string? WhyNotShift => State is { IsOnShown: true } ? null : "Only meters and columns that are shown have places.";

    private string? WhyNotRemove => State is { IsOnShown: true } ? null : "Only what is shown can be taken away.";

    /// <summary>Opens it at a section.</summary>
    public void Open(SetupSection section)
    {
        State = SetupState.Of(section);
        Context.Push(this);
    }

    // The cursor on a line; and the same as Enter when it should be accepted.
    private void Point(int list, int line, bool accepts)
    {
        State = State?.To(list, line, Settings);
        if (accepts)
        {
            Accept();
        }

        Context.Refresh();
    }

    private void Switch(int step) => State = State?.Switch(step, Settings);

    private void Accept()
    {
        if (State is not { } setup)
        {
            return;
        }

        if (setup.List == SetupLists.Sections)
        {
            Switch(1);
        }
        else if (setup is { Section: SetupSection.Options } && SetupLists.Options[setup.Line].Choices.IsEmpty)
        {
            Context.Ask(Context.Look.DelayQuestion());
        }
        else if (setup is { Section: SetupSection.Columns, List: SetupLists.ShownColumns })
        {
            Context.Messages.Say("F7 and F8 move a column that is shown, F9 takes it away.", StatusKind.Refused);
        }
        else
        {
            Change(setup.Accept(Settings));
        }
    }

    private void Put(bool isRight)
    {
        if (State is { } setup)
        {
            Change(setup.Put(Settings, isRight));
        }
    }

    private void Remove()
    {
        if (State is not { } setup)
        {
            return;
        }

        ScreenSettings before = Settings, after = setup.Remove(before);
        if (ReferenceEquals(before, after))
        {
            Context.Messages.Say(setup.Section == SetupSection.Columns ? "One column must stay." : "No meter is here.", StatusKind.Refused);
        }
        else
        {
            Change(after);
        }
    }

    private void Shift(int step)
    {
        if (State is { } setup)
        {
            (SetupState moved, ScreenSettings settings) = setup.Shift(step, Settings);
            Change(settings);
            State = moved;
        }
    }

    // What was changed holds until the end of the program.
    private void Close()
    {
        Context.Panes.Close(this);
        State = null;
    }

    private void Save()
    {
        if (Context.Look.Save())
        {
            Close();
        }
    }

    // What is shown may have become shorter, so the cursor is put on a line that is there.
    private void Change(ScreenSettings settings)
    {
        Context.Messages.Current = null;
        Context.Look.Use(settings);
        State = State?.To(State.List, State.Line, Settings);
    }
}
