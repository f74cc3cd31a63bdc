using System.Collections.Frozen;
using System.Collections.Immutable;

namespace CoreTop.Tui.Screen;

/// <summary>The table of a pane's keys.</summary>
/// <param name="all">The commands, in the order of the key bar.</param>
internal sealed class PaneKeys(ImmutableArray<KeyCommand> all)
{
    private readonly FrozenDictionary<string, KeyCommand> _byKey = all
        .SelectMany(command => command.KeyNames.Select(key => KeyValuePair.Create(key, command)))
        .ToFrozenDictionary();

    /// <summary>No key: of a pane that takes what is typed.</summary>
    public static PaneKeys None { get; } = new([]);

    /// <summary>The commands, in the order of the key bar.</summary>
    public ImmutableArray<KeyCommand> All { get; } = all;

    /// <summary>The command of a key; null when it has none here.</summary>
    public KeyCommand? Find(string keyName) => _byKey.GetValueOrDefault(keyName);
}
