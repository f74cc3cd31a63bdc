using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CoreTop.Cli.Text;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Model.Words;

namespace CoreTop.Cli;

/// <summary>Makes options and arguments whose values are checked while the command line is parsed.</summary>
internal static class CliValues
{
    // A longer text has no line of a terminal to itself.
    private const int LongestPointedAt = 300;

    /// <summary>The option stands on the line, so its value is not merely the usual one.</summary>
    public static bool IsGiven(ParseResult line, Option option) => line.GetResult(option) is { Implicit: false };

    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string? alias, string help) =>
        new(name, alias is null ? [] : [alias]) { Description = help, Arity = ArgumentArity.Zero };

    /// <summary>An option with a text, which may not be empty, as a variable in a script may be.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="alias">Its short name; null for none.</param>
    /// <param name="value">What help calls the text.</param>
    /// <param name="what">What it names, with its article.</param>
    /// <param name="help">What it does.</param>
    public static Option<string?> Text(string name, string? alias, string value, string what, string help) =>
        new(name, alias is null ? [] : [alias])
        {
            Description = help,
            HelpName = value,
            CustomParser = result => NotEmpty(result, name, what),
        };

    /// <summary>An option with a user, a name or a number; with <c>!</c> before it all others are meant.</summary>
    public static Option<string?> User(string name, string alias, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = "NAME",
            CustomParser = result =>
            {
                string text = NotEmpty(result, name, "a user's name or number");
                if (text == "!")
                {
                    result.AddError($"{name} is empty behind the !: give a user's name or number.");
                }

                return text;
            },
        };

    /// <summary>The user that is named, without the sign that means all others.</summary>
    public static string UserOf(string text) => text is ['!', .. var name] ? name : text;

    /// <summary>An argument with a text, which may not be empty.</summary>
    public static Argument<string> Text(string name, string what, string help) =>
        new(name) { Description = help, CustomParser = result => NotEmpty(result, name, what) };

    /// <summary>An option with a text that must be given.</summary>
    public static Option<string> Required(string name, string value, string help) =>
        new(name) { Description = help, HelpName = value, Required = true };

    /// <summary>An option with a time in seconds.</summary>
    public static Option<TimeSpan> Seconds(
        string name, string? alias, double usual, double least, double most, string help) =>
        new(name, alias is null ? [] : [alias])
        {
            Description = help,
            HelpName = "SECONDS",
            DefaultValueFactory = _ => TimeSpan.FromSeconds(usual),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                bool isNumber = double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds);
                if (isNumber && seconds >= least && seconds <= most)
                {
                    return TimeSpan.FromSeconds(seconds);
                }

                result.AddError(string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name} takes seconds from {least} to {most}, such as 1 or 0.5, not {Quoted(text)}."));
                return default;
            },
        };

    /// <summary>An option with a whole number; null when it is not given.</summary>
    public static Option<int?> Number(string name, string alias, string value, int least, int most, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = value,
            CustomParser = result => ParseNumber(result, name, least, most),
        };

    /// <summary>An option with a whole number that may be left out; null then, and when the option is not given.</summary>
    public static Option<int?> OptionalNumber(string name, string alias, string value, int least, int most, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = $"[{value}]",
            Arity = ArgumentArity.ZeroOrOne,
            CustomParser = result => result.Tokens.Count == 0 ? null : ParseNumber(result, name, least, most),
        };

    /// <summary>An option with one of a few words.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it does.</param>
    /// <param name="words">Each word with its meaning; the first is what counts when the option is not given.</param>
    public static Option<T> Word<T>(string name, string help, params (string Word, T Value)[] words) => Word(name, help, words, old: []);

    /// <summary>An option with one of a few words, which had others once.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="help">What it does.</param>
    /// <param name="words">Each word with its meaning; the first is what counts when the option is not given.</param>
    /// <param name="old">Words that are still understood, and named nowhere.</param>
    public static Option<T> Word<T>(string name, string help, (string Word, T Value)[] words, IReadOnlyList<(string Word, T Value)> old) =>
        new(name)
        {
            Description = help,
            HelpName = string.Join('|', words.Select(pair => pair.Word)),
            DefaultValueFactory = _ => words[0].Value,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                foreach ((string word, T value) in words.Concat(old))
                {
                    if (word == text)
                    {
                        return value;
                    }
                }

                IEnumerable<string> known = words.Select(pair => pair.Word);
                result.AddError($"{name} takes {string.Join(", ", known)}, not {Quoted(text)}.{MeantWord.Question(text, known.Concat(old.Select(pair => pair.Word)))}");
                return words[0].Value;
            },
        };

    /// <summary>An option with a filter of the process list.</summary>
    public static Option<RowFilter> Filter(string name, string help) =>
        new(name)
        {
            Description = help,
            HelpName = "TEXT",
            DefaultValueFactory = _ => RowFilter.None,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
                {
                    return filter;
                }

                result.AddError($"{name}: {(text.Length <= LongestPointedAt ? error.Pointing(text) : error.Line)}");
                return RowFilter.None;
            },
        };

    /// <summary>An option with a column of the process list.</summary>
    public static Option<ProcessColumn> Column(string name, string alias, ProcessColumn usual, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = "COLUMN",
            DefaultValueFactory = _ => usual,
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (ProcessColumns.FindNamed(text) is { } column)
                {
                    return column;
                }

                result.AddError($"{name} takes a column, {NotAColumn(text, "one of")}");
                return usual;
            },
        };

    /// <summary>An option with a column of the process list, with the direction of top before it; null when it is not given.</summary>
    public static Option<ColumnSort?> SignedColumn(string name, string alias, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = "[-]COLUMN",
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                bool hasSign = text is ['+' or '-', ..];
                if (ProcessColumns.FindNamed(hasSign ? text[1..] : text) is { } column)
                {
                    return new ColumnSort(column, text[0] == '-');
                }

                result.AddError($"{name} takes a column, {NotAColumn(hasSign ? text[1..] : text, "one of")}");
                return null;
            },
        };

    /// <summary>An option with a unit of memory, by its letter; null when it is not given.</summary>
    public static Option<MemoryUnit?> Unit(string name, string alias, ImmutableArray<MemoryUnit> units, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = string.Join('|', units.Select(unit => unit.Letter)),
            CustomParser = result =>
            {
                string text = result.Tokens[0].Value;
                if (units.FirstOrDefault(unit => text is [var letter] && char.ToLowerInvariant(letter) == unit.Letter) is { } unit)
                {
                    return unit;
                }

                result.AddError($"{name} takes {string.Join(", ", units.Select(each => $"{each.Letter} ({each.Name})"))}, not {Quoted(text)}.");
                return null;
            },
        };

    /// <summary>An option with columns of the process list, separated by commas or blanks.</summary>
    public static Option<ImmutableArray<ProcessColumn>> Columns(string name, string help) =>
        new(name)
        {
            Description = help,
            HelpName = "COLUMN,...",
            Arity = ArgumentArity.ExactlyOne,
            DefaultValueFactory = _ => ProcessColumns.Default,
            CustomParser = result =>
            {
                ImmutableArray<ProcessColumn>.Builder columns = ImmutableArray.CreateBuilder<ProcessColumn>();
                string[] parts = result.Tokens[0].Value.Split(',');
                if (parts.Length > 1 && parts.Any(string.IsNullOrWhiteSpace) && !parts.All(string.IsNullOrWhiteSpace))
                {
                    result.AddError($"{name} takes columns, and the name beside a comma in {Quoted(result.Tokens[0].Value)} is empty: leave that comma out.");
                    return ProcessColumns.Default;
                }

                foreach (string text in result.Tokens[0].Value.Split([',', ' '], StringSplitOptions.RemoveEmptyEntries))
                {
                    if (ProcessColumns.FindNamed(text) is not { } column)
                    {
                        result.AddError($"{name} takes columns, {NotAColumn(text, "each once, of")}");
                        return ProcessColumns.Default;
                    }

                    if (columns.Contains(column))
                    {
                        result.AddError($"{name} takes each column once, not {Quoted(text)} again.");
                        return ProcessColumns.Default;
                    }

                    columns.Add(column);
                }

                if (columns.Count == 0)
                {
                    result.AddError($"{name} takes one column or more, such as pid,cpu,command.");
                }

                return columns.Count > 0 ? columns.ToImmutable() : ProcessColumns.Default;
            },
        };

    /// <summary>An option with PIDs, one or several separated by commas; it may be given more than once. As in top, 0 is this program's own.</summary>
    public static Option<IReadOnlyList<int>> Pids(string name, string alias, string help) =>
        new(name, alias)
        {
            Description = help,
            HelpName = "PID",
            Arity = ArgumentArity.OneOrMore,
            DefaultValueFactory = _ => [],
            CustomParser = result => ParsePids(result, self: Environment.ProcessId),
        };

    /// <summary>One of the PIDs was given as 0.</summary>
    public static bool HasOwnPid(OptionResult pids) => Words(pids).Any(word => Pid(word) == 0);

    /// <summary>One PID or more.</summary>
    public static Argument<IReadOnlyList<int>> Pids(string help) =>
        new("PID") { Description = help, Arity = ArgumentArity.OneOrMore, CustomParser = result => ParsePids(result, self: null) };

    /// <summary>Any number of PIDs.</summary>
    public static Argument<IReadOnlyList<int>> AnyPids(string help) =>
        new("PID") { Description = help, Arity = ArgumentArity.ZeroOrMore, CustomParser = result => ParsePids(result, self: null) };

    /// <summary>What was typed, in quotes for a sentence.</summary>
    public static string Quoted(string text) => $"\"{Shown(text)}\"";

    /// <summary>What was typed, for a sentence: on one line, and not longer than it has room for.</summary>
    public static string Shown(string text)
    {
        const int Most = 60;
        return text.Length <= Most ? SafeText.Of(text) : $"{SafeText.Of(text[..Most])}…";
    }

    // A list of all is only of use where nothing is near.
    private static string NotAColumn(string text, string of) => ProcessColumns.Question(text) is { Length: > 0 } question
        ? $"not {Quoted(text)}.{question}"
        : $"{of} {string.Join(' ', ProcessColumns.All.Select(each => each.Heading))}, not {Quoted(text)}.";

    private static string NotEmpty(ArgumentResult result, string name, string what)
    {
        string text = result.Tokens[0].Value;
        if (text.Length == 0)
        {
            result.AddError($"{name} is empty: give {what}.");
        }

        return text;
    }

    private static int? ParseNumber(ArgumentResult result, string name, int least, int most)
    {
        string text = result.Tokens[0].Value;
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least && number <= most)
        {
            return number;
        }

        string range = most == int.MaxValue
            ? string.Create(CultureInfo.InvariantCulture, $"from {least}")
            : string.Create(CultureInfo.InvariantCulture, $"from {least} to {most}");
        result.AddError($"{name} takes a whole number {range}, not {Quoted(text)}.");
        return null;
    }

    private static List<int> ParsePids(ArgumentResult result, int? self)
    {
        var pids = new List<int>();
        foreach (string word in Words(result))
        {
            if ((Pid(word) is 0 ? self : Pid(word)) is not { } pid)
            {
                result.AddError($"{Quoted(word)} is not a PID: give a number above 0.");
                return [];
            }

            if (!pids.Contains(pid))
            {
                pids.Add(pid);
            }
        }

        return pids;
    }

    private static IEnumerable<string> Words(SymbolResult pids) => pids.Tokens.SelectMany(token => token.Value.Split(','));

    private static int? Pid(string word) => int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int pid) ? pid : null;
}
