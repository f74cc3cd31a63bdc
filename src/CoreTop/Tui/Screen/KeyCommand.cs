namespace CoreTop.Tui.Screen;

/// <summary>One thing that keys do in a pane. The key bar, help, docs/keys.md and the man page come from these.</summary>
/// <param name="Keys">Names of its keys, separated by blanks; the first stands in the key bar.</param>
/// <param name="Group">Its heading in help.</param>
/// <param name="Help">A sentence for help and docs/keys.md.</param>
/// <param name="Label">Its word in the key bar; null keeps it out of the bar.</param>
/// <param name="BarRank">Which leave the bar first when it is too narrow: the highest.</param>
/// <param name="Moment">When it stands before all others, and stays longer where the bar is narrow.</param>
/// <param name="Needs">Without this it would do nothing, and is not in the bar.</param>
internal abstract record KeyCommand(string Keys, string Group, string Help, string? Label, int BarRank, KeyMoment Moment, KeyMoment Needs)
{
    /// <summary>The names of its keys.</summary>
    public IReadOnlyList<string> KeyNames { get; } = Keys.Split(' ');

    /// <summary>A sentence saying why it cannot be done now; null when it can.</summary>
    /// <param name="pane">The pane in whose table it stands.</param>
    public abstract string? WhyNotIn(object pane);

    /// <summary>Does it.</summary>
    /// <param name="pane">The pane in whose table it stands.</param>
    /// <param name="press">The key, and how it came.</param>
    public abstract void RunIn(object pane, KeyPress press);
}
