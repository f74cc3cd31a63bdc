using System.Globalization;

namespace CoreTop.Tui.Input;

/// <summary>Finds the entry of a terminal where ncurses looks for it.</summary>
/// <param name="variable">The environment.</param>
/// <param name="read">Gives the bytes of a file, at most <see cref="TerminfoEntry.MostBytes"/>; null when there is none.</param>
internal sealed class TerminfoFiles(Func<string, string?> variable, Func<string, byte[]?> read)
{
    private const int LongestName = 128;

    private static readonly string[] Usual = ["/etc/terminfo", "/lib/terminfo", "/usr/share/terminfo", "/usr/lib/terminfo"];

    /// <summary>The keys of the terminal that the environment's TERM names.</summary>
    /// <returns>No strings, so that only the well-known sequences count, when it has no entry.</returns>
    public KeyTable TableOfThisTerminal()
    {
        string name = variable("TERM") ?? string.Empty;
        return Find(name) is { } entry ? TerminfoKeys.TableOf(entry, name) : KeyTable.Empty;
    }

    /// <summary>The first entry of that name that reads as one; null when there is none.</summary>
    public TerminfoEntry? Find(string name)
    {
        if (!IsName(name))
        {
            return null;
        }

        foreach (string folder in Folders())
        {
            string hex = ((int)name[0]).ToString("x2", CultureInfo.InvariantCulture);
            byte[]? file = read($"{folder}/{name[0]}/{name}") ?? read($"{folder}/{hex}/{name}");
            if (file is not null && TerminfoEntry.Parse(file) is { } entry)
            {
                return entry;
            }
        }

        return null;
    }

    private static bool IsName(string name) =>
        name.Length is > 0 and <= LongestName && name[0] != '.' && name.All(character => character is > ' ' and < '\x7F' and not '/');

    private IEnumerable<string> Folders()
    {
        if (variable("TERMINFO") is { Length: > 0 } own)
        {
            yield return own;
        }

        if (variable("HOME") is { Length: > 0 } home)
        {
            yield return $"{home}/.terminfo";
        }

        // An empty one stands for the usual ones, which come in any case.
        foreach (string folder in (variable("TERMINFO_DIRS") ?? string.Empty).Split(':', StringSplitOptions.RemoveEmptyEntries))
        {
            yield return folder;
        }

        foreach (string folder in Usual)
        {
            yield return folder;
        }
    }
}
