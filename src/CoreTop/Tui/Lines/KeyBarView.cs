using CoreTop.Tui.Drawing;
using CoreTop.Tui.Screen;
using Terminal.Gui.Input;

namespace CoreTop.Tui.Lines;

/// <summary>The bottom line: the keys of the pane that has the keyboard, or what that pane draws there itself.</summary>
internal sealed class KeyBarView(Theme theme, PaneScreen screen) : HotView(theme)
{
    private readonly List<(int Start, int End, string Label, KeyCommand Command)> _places = [];
    private PaneKeys? _arranged;
    private KeyMoment _moment;
    private int _width;

    /// <inheritdoc/>
    protected override void Draw(Canvas canvas)
    {
        IPane pane = screen.Context.Panes.Top;
        if (pane.DrawBar(ref canvas))
        {
            _places.Clear();
            _arranged = null;
            return;
        }

        Arrange(pane, canvas.Width);
        foreach ((int start, _, string label, KeyCommand command) in _places)
        {
            canvas.BlankTo(start, Ink.Normal);
            bool isEnabled = command.WhyNotIn(pane) is null;
            canvas.Text(command.KeyNames[0], Ink.KeyName);
            canvas.Text(label, isEnabled ? Ink.KeyLabel : Ink.KeyDisabled);
        }

        canvas.BlankRow(Ink.Normal);
    }

    /// <inheritdoc/>
    protected override bool OnMouseEvent(Mouse mouse)
    {
        if (!mouse.Flags.HasFlag(MouseFlags.LeftButtonClicked) || mouse.Position is not { } position)
        {
            return false;
        }

        // What was drawn last may be of a pane that has closed since.
        foreach ((int start, int end, _, KeyCommand command) in screen.Context.Panes.Top.Keys == _arranged ? _places : [])
        {
            if (position.X >= start && position.X < end)
            {
                screen.Click(command);
                return true;
            }
        }

        return false;
    }

    // What the moment needs stands first.
    private void Arrange(IPane pane, int width)
    {
        KeyMoment moment = pane.Moment;
        if (_arranged == pane.Keys && _width == width && _moment == moment)
        {
            return;
        }

        (_arranged, _width, _moment) = (pane.Keys, width, moment);
        List<KeyCommand> shown =
        [
            .. pane.Keys.All.Where(command => command.Label is not null && IsOffered(command))
                .OrderByDescending(IsNow),
        ];
        while (shown.Sum(Columns) > width - 1)
        {
            // The last of those that matter least.
            shown.RemoveAt(shown.FindLastIndex(command => Weight(command) == shown.Max(Weight)));
        }

        _places.Clear();
        int at = 1;
        foreach (KeyCommand command in shown)
        {
            int columns = Columns(command);
            _places.Add((at, at + columns - 1, Label(command), command));
            at += columns;
        }
    }

    // What is for the moment leaves later than its rank says, and all else earlier: but the way to the other panel, to tag, to help and
    // to quit outlasts what matters least at the moment.
    private int Weight(KeyCommand command) => command.BarRank + (IsNow(command) ? -1 : 3);

    private bool IsOffered(KeyCommand command) => command.Needs == KeyMoment.None || (command.Needs & _moment) != 0;

    private bool IsNow(KeyCommand command) => (command.Moment & _moment) != 0;

    private static int Columns(KeyCommand command) => command.KeyNames[0].Length + Label(command).Length + 1;

    // Function keys stand close to their label, as in htop; a letter would run into it.
    private static string Label(KeyCommand command) =>
        command.KeyNames[0].Length == 2 && command.KeyNames[0][0] == 'F' || command.KeyNames[0] == "F10"
            ? command.Label!
            : " " + command.Label;
}
