using System.CommandLine;

namespace CoreTop.Cli;

/// <summary>
/// Takes words apart that hold several short options or an option with its value, as getopt(3) reads them and so top does:
/// <c>-bn1</c>, <c>-d0.5</c>, <c>-o -PID</c>, <c>-n = 1</c>.
/// </summary>
internal sealed class ShortOptions
{
    private readonly IReadOnlyList<string> _words;
    private readonly List<string> _apart;
    private readonly List<string> _valueless = [];
    private int _next;

    private ShortOptions(IReadOnlyList<string> words) => (_words, _apart) = (words, new List<string>(words.Count));

    /// <summary>The words with each option in a word of its own, and with its value where that begins as an option does.</summary>
    public static IReadOnlyList<string> Apart(IReadOnlyList<string> words) => new ShortOptions(words).Apart();

    private List<string> Apart()
    {
        while (_next < _words.Count && _words[_next] != "--")
        {
            string word = _words[_next++];
            if (word is ['-', '-', ..])
            {
                AddLong(TopOptions.Ours(word));
            }
            else if (word is ['-', _, ..])
            {
                AddShort(word);
            }
            else
            {
                _apart.Add(word);
            }
        }

        // At the end, where the parser finds no value for it, it takes no other option for one.
        _apart.AddRange(_words.Skip(_next));
        _apart.AddRange(_valueless);
        return _apart;
    }

    private void AddLong(string word)
    {
        string name = word.TrimEnd('=');
        if (Find(name) is { } option)
        {
            AddWithRest(option, name, word[name.Length..]);
        }
        else
        {
            _apart.Add(word);
        }
    }

    private void AddShort(string word)
    {
        for (int at = 1; at < word.Length; at++)
        {
            string name = $"-{word[at]}";
            if (Find(name) is { Arity.MaximumNumberOfValues: > 0 } option)
            {
                AddWithRest(option, name, word[(at + 1)..]);
                return;
            }

            if (at == 1 && Find(name) is null && TopOptions.WhyNot(name) is null)
            {
                // The parser names it as it stands.
                _apart.Add(word);
                return;
            }

            _apart.Add(name);
        }
    }

    private void AddWithRest(Option option, string name, string rest)
    {
        if (option.Arity.MaximumNumberOfValues == 0)
        {
            _apart.Add(name + rest);
        }
        else if (rest.Length > 0 && rest != "=")
        {
            _apart.Add($"{name}={(rest[0] == '=' ? rest[1..] : rest)}");
        }
        else if (rest.Length == 0 && Next is ['=', _, ..])
        {
            _apart.Add($"{name}={_words[_next++][1..]}");
        }
        else
        {
            _next += rest.Length == 0 && Next == "=" ? 1 : 0;
            AddWithNext(option, name);
        }
    }

    // A column's direction stands before it: -S is the column S from its lowest value.
    private void AddWithNext(Option option, string name)
    {
        if (option.Arity.MinimumNumberOfValues == 0 || Next is not ['-', .. { Length: > 0 } rest])
        {
            _apart.Add(name);
        }
        else if (Find(Next) is null || char.IsAsciiDigit(rest[0]) || (option == CliOptions.SortOverride && rest[0] != '-'))
        {
            _apart.Add($"{name}={_words[_next++]}");
        }
        else
        {
            _valueless.Add(name);
        }
    }

    private string? Next => _next < _words.Count ? _words[_next] : null;

    private static Option? Find(string name) => CliCommands.Named.GetValueOrDefault(name);
}
