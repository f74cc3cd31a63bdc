namespace CoreTop.Tui.Keys;

/// <summary>One thing that keys do: a line of <see cref="KeyCommands"/>.</summary>
/// <param name="Keys">Names of its keys, separated by blanks; the first stands in the key bar.</param>
/// <param name="Where">The panels in which they do it.</param>
/// <param name="Group">Its heading in help.</param>
/// <param name="Help">A sentence for help and docs/keys.md.</param>
/// <param name="Run">Does it.</param>
/// <param name="Label">Its word in the key bar; null keeps it out of the bar.</param>
/// <param name="BarRank">Which leave the bar first when it is too narrow: the highest.</param>
/// <param name="WhyNot">A sentence saying why it cannot be done now, null when it can; null for what always can.</param>
internal sealed record KeyCommand(
    string Keys,
    KeyPanel Where,
    string Group,
    string Help,
    Action<MainScreen> Run,
    string? Label = null,
    int BarRank = 0,
    Func<MainScreen, string?>? WhyNot = null)
{
    /// <summary>The names of its keys.</summary>
    public IReadOnlyList<string> KeyNames { get; } = Keys.Split(' ');
}
