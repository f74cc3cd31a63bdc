using System.Text;

namespace CoreTop.Tui.Input;

/// <summary>A key that was pressed on the terminal.</summary>
/// <param name="Name">Its name; <see cref="NamedKey.None"/> when it is a character.</param>
/// <param name="Character">The character; U+0000 for a named key. With Ctrl the capital letter.</param>
/// <param name="Modifiers">What was held down, as far as the terminal says: of a character, Shift is in the character.</param>
internal readonly record struct TerminalKey(NamedKey Name, Rune Character, KeyModifiers Modifiers)
{
    /// <summary>Known, and without a meaning here.</summary>
    public static TerminalKey Other { get; } = Of(NamedKey.Other);

    /// <summary>A key by its name.</summary>
    public static TerminalKey Of(NamedKey name, KeyModifiers modifiers = KeyModifiers.None) => new(name, default, modifiers);

    /// <summary>A character.</summary>
    public static TerminalKey Of(char character) => new(NamedKey.None, new Rune(character), KeyModifiers.None);

    /// <summary>A function key.</summary>
    /// <param name="number">1 to 63.</param>
    /// <param name="modifiers">What was held down.</param>
    public static TerminalKey Function(int number, KeyModifiers modifiers = KeyModifiers.None) =>
        Of((NamedKey)((int)NamedKey.F1 + number - 1), modifiers);

    /// <summary>The key with these held down, too.</summary>
    public TerminalKey With(KeyModifiers modifiers) => this with { Modifiers = Modifiers | modifiers };

    /// <inheritdoc/>
    public override string ToString()
    {
        string held = Modifiers == KeyModifiers.None ? string.Empty : Modifiers.ToString().Replace(", ", "-", StringComparison.Ordinal) + "-";
        return held + (Name == NamedKey.None ? Character.ToString() : Name >= NamedKey.F1 ? $"F{Name - NamedKey.F1 + 1}" : Name.ToString());
    }
}
