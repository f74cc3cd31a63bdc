namespace CoreTop.Tui.Screen;

/// <summary>A <see cref="KeyCommand"/> of one kind of pane.</summary>
/// <typeparam name="TPane">The panes that have it.</typeparam>
/// <param name="Keys">Names of its keys, separated by blanks; the first stands in the key bar.</param>
/// <param name="Group">Its heading in help.</param>
/// <param name="Help">A sentence for help and docs/keys.md.</param>
/// <param name="Run">Does it, given the key and how it came.</param>
/// <param name="Label">Its word in the key bar; null keeps it out of the bar.</param>
/// <param name="BarRank">Which leave the bar first when it is too narrow: the highest.</param>
/// <param name="WhyNot">A sentence saying why it cannot be done now, null when it can; null for what always can.</param>
/// <param name="Moment">When it stands before all others, and stays longer where the bar is narrow.</param>
/// <param name="Needs">Without this it would do nothing, and is not in the bar.</param>
internal sealed record KeyCommand<TPane>(
    string Keys,
    string Group,
    string Help,
    Action<TPane, KeyPress> Run,
    string? Label = null,
    int BarRank = 0,
    Func<TPane, string?>? WhyNot = null,
    KeyMoment Moment = KeyMoment.None,
    KeyMoment Needs = KeyMoment.None) : KeyCommand(Keys, Group, Help, Label, BarRank, Moment, Needs)
    where TPane : IPane
{
    /// <inheritdoc/>
    public override string? WhyNotIn(object pane) => WhyNot?.Invoke((TPane)pane);

    /// <inheritdoc/>
    public override void RunIn(object pane, KeyPress press) => Run((TPane)pane, press);
}
