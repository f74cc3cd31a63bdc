using System.CommandLine;

namespace CoreTop.Cli;

/// <summary>
/// Puts <c>--</c> before the program that <c>coretop run</c> starts, where it was left out: as with taskset(1) and nice(1), options of ours come
/// before the program, and all behind its name is its own.
/// </summary>
internal static class ProgramWords
{
    /// <summary>The words with <c>--</c> before the program; the same words for any other command.</summary>
    /// <param name="words">The command line.</param>
    /// <param name="options">Every option by each of its names.</param>
    public static IReadOnlyList<string> Marked(IReadOnlyList<string> words, IReadOnlyDictionary<string, Option> options)
    {
        int command = NextPlain(words, 0, options);
        if (command >= words.Count || words[command] != CliCommands.RunName)
        {
            return words;
        }

        int program = NextPlain(words, command + 1, options);
        return program >= words.Count || words[program] == "--" ? words : [.. words.Take(program), "--", .. words.Skip(program)];
    }

    /// <summary>The first option before the program that the command does not have, which the parser would take for the program; null for none.</summary>
    /// <param name="words">The words as <see cref="Marked"/> makes them.</param>
    /// <param name="command">The command.</param>
    /// <param name="options">Every option of any command by each of its names.</param>
    public static string? Unknown(IReadOnlyList<string> words, CliCommand command, IReadOnlyDictionary<string, Option> options)
    {
        int at = NextPlain(words, 0, options) + 1;
        while (command.Name == CliCommands.RunName && at < words.Count && words[at] is ['-', _, ..] and not "--")
        {
            string name = words[at].Split('=')[0];
            if (!command.Options.Any(option => option.Name == name || option.Aliases.Contains(name)))
            {
                return words[at];
            }

            at += options[name].Arity.MinimumNumberOfValues > 0 && name.Length == words[at].Length ? 2 : 1;
        }

        return null;
    }

    // The next word that is neither an option nor the value of one.
    private static int NextPlain(IReadOnlyList<string> words, int at, IReadOnlyDictionary<string, Option> options)
    {
        while (at < words.Count && words[at] is ['-', _, ..] and not "--")
        {
            at += options.TryGetValue(words[at], out Option? option) && option.Arity.MinimumNumberOfValues > 0 ? 2 : 1;
        }

        return at;
    }
}
