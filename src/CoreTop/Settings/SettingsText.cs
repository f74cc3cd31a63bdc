using System.Collections.Immutable;
using System.Text;
using CoreTop.Model.Words;

namespace CoreTop.Settings;

/// <summary>
/// The text of a settings file: lines <c>key = value</c>, blank ones, and comments from a <c>#</c> at the start of a line or
/// behind a blank. What is not understood counts for nothing and stays where it is.
/// </summary>
/// <seealso href="docs/decisions/0015-settings-file.md"/>
internal sealed class SettingsText
{
    private const string NewFile =
        "# Settings of CoreTop: lines \"key = value\". W and the setup screen write here, and change no other line.\n";

    private readonly string _text;
    private readonly List<Line> _lines;

    private SettingsText(string text, List<Line> lines, ScreenSettings settings, ImmutableArray<SettingsProblem> problems) =>
        (_text, _lines, Settings, Problems) = (text, lines, settings, problems);

    /// <summary>What it says, over the defaults.</summary>
    public ScreenSettings Settings { get; }

    /// <summary>The settings that it says.</summary>
    public ImmutableHashSet<Setting> Said =>
        [.. _lines.Where(line => line is { Setting: not null, Problem: null }).Select(line => line.Setting!)];

    /// <summary>What of it is not understood, in the order of the lines.</summary>
    public ImmutableArray<SettingsProblem> Problems { get; }

    /// <summary>Reads a text, whatever is in it.</summary>
    /// <param name="text">One character for each byte of the file, so that all come back as they were.</param>
    /// <param name="isShown">Problems quote what is wrong; otherwise they do not quote the text, except a name that could be a setting's.</param>
    public static SettingsText Parse(string text, bool isShown = true)
    {
        var lines = new List<Line>();
        ImmutableArray<SettingsProblem>.Builder problems = ImmutableArray.CreateBuilder<SettingsProblem>();
        ScreenSettings settings = ScreenSettings.Default;
        for (int start = 0; start < text.Length;)
        {
            int end = text.IndexOf('\n', start);
            int next = end < 0 ? text.Length : end + 1;
            Line line = Split(text[start..next], isFirst: start == 0, isShown);
            if (line.Problem is null && line.Setting is { } setting)
            {
                ScreenSettings? with = setting.Read(settings, line.Value);
                settings = with ?? settings;
                line = with is not null ? line : line with { Problem = WhyNot(setting, line.Value, isShown) };
            }

            lines.Add(line);
            start = next;
            if (line.Problem is { } problem)
            {
                problems.Add(new SettingsProblem(lines.Count, problem));
            }
        }

        return new SettingsText(text, lines, settings, problems.ToImmutable());
    }

    /// <summary>The settings in which <paramref name="wanted"/> differs from what the text says.</summary>
    public ImmutableArray<Setting> Differences(ScreenSettings wanted) =>
        [.. SettingsTable.All.Where(setting => setting.Write(Settings) != setting.Write(wanted))];

    /// <summary>The text with the lines of what differs changed, or added at the end; every other line stays as it is.</summary>
    public string With(ScreenSettings wanted)
    {
        ImmutableArray<Setting> changed = Differences(wanted);
        if (changed.IsEmpty)
        {
            return _text;
        }

        var text = new StringBuilder(_text.Length == 0 ? NewFile : string.Empty);
        string lineEnd = _lines.Exists(line => line.End == "\r\n") ? "\r\n" : "\n";
        var left = changed.ToList();
        for (int i = 0; i < _lines.Count; i++)
        {
            Line line = _lines[i];
            bool isLast = line.Setting is { } setting && _lines.FindLastIndex(other => other.Setting == setting) == i;
            if (!isLast || !left.Remove(line.Setting!))
            {
                text.Append(line.Text);
            }
            else if (line.Problem is null)
            {
                text.Append(line.Before).Append(line.Setting!.Write(wanted)).Append(line.After).Append(line.End);
            }
            else
            {
                // What was not understood was meant by somebody: it is kept as a comment.
                text.Append("# ").Append(line.Text.TrimEnd('\r', '\n')).Append(lineEnd);
                text.Append(Written(line.Setting!, wanted)).Append(line.End);
            }
        }

        if (left.Count > 0 && text.Length > 0 && text[^1] != '\n')
        {
            text.Append(lineEnd);
        }

        foreach (Setting setting in left)
        {
            text.Append(Written(setting, wanted)).Append(lineEnd);
        }

        return text.ToString();
    }

    private static string Written(Setting setting, ScreenSettings settings) =>
        $"{setting.Name} = {setting.Write(settings)}".TrimEnd();

    private static Line Split(string text, bool isFirst, bool isShown)
    {
        string end = text.EndsWith("\r\n", StringComparison.Ordinal) ? "\r\n" : text.EndsWith('\n') ? "\n" : string.Empty;
        string content = text[..^end.Length];

        // The mark that some editors put at the start of UTF-8.
        int mark = isFirst && content.StartsWith("\u00EF\u00BB\u00BF", StringComparison.Ordinal) ? 3 : 0;
        int comment = CommentStart(content, mark);
        int equals = content.AsSpan(0, comment).IndexOf('=');
        if (content.AsSpan(mark, comment - mark).IsWhiteSpace())
        {
            return new Line(text, end);
        }

        if (equals < 0)
        {
            return new Line(text, end) { Problem = $"{(isShown ? $"\"{Shown(content[mark..comment].Trim())}\"" : "this")} is not a setting: a line is \"key = value\"." };
        }

        string key = content[mark..equals].Trim();
        if (SettingsTable.Find(key) is not { } setting)
        {
            return new Line(text, end)
            {
                Problem = NoSetting(key, isShown),
            };
        }

        string value = content[(equals + 1)..comment].Trim();
        int start = equals + 1 + (content.Length - (equals + 1) - content[(equals + 1)..].TrimStart().Length);
        start = value.Length == 0 ? equals + 1 : start;
        string before = content[..start];
        return new Line(text, end)
        {
            Setting = setting,
            Value = value,
            Before = value.Length == 0 ? before + " " : before,
            After = content[(start + value.Length)..],
        };
    }

    private static string WhyNot(Setting setting, string value, bool isShown)
    {
        string culprit = setting.Culprit?.Invoke(value) ?? value;
        return $"{setting.Name} takes {setting.Allowed}"
            + (isShown ? $", not \"{Shown(culprit)}\".{MeantWord.Question(setting.Meant(culprit))}" : ".");
    }

    private static string NoSetting(string key, bool isShown)
    {
        IEnumerable<string> names = SettingsTable.All.Select(setting => setting.Name);
        bool isCited = isShown || IsPlainWord(key);
        string what = $"no setting is called {(isCited ? $"\"{Shown(key)}\"" : "that")}";
        return isCited && MeantWord.Find(key, names) is { } meant
            ? $"{what}.{MeantWord.Question(meant)}"
            : $"{what}; there are {string.Join(", ", names)}.";
    }

    // No part of a secret looks like a setting's name.
    private static bool IsPlainWord(string key) => key.Length is > 0 and <= 24 && key.All(letter => char.IsAsciiLetterLower(letter) || letter == '-');

    private static int CommentStart(string content, int from)
    {
        for (int i = from; i < content.Length; i++)
        {
            if (content[i] == '#' && (i == from || char.IsWhiteSpace(content[i - 1])))
            {
                return i;
            }
        }

        return content.Length;
    }

    // For a message: as text if it is some, and not longer than a line has room for.
    private static string Shown(string bytes)
    {
        const int Most = 40;
        string text = Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));
        text = SafeText.Of(text);
        return text.Length <= Most ? text : $"{text[..Most]}…";
    }

    /// <summary>A line: <paramref name="Text"/> with its end; of a setting also what stands around its value.</summary>
    private sealed record Line(string Text, string End)
    {
        public Setting? Setting { get; init; }

        public string Value { get; init; } = string.Empty;

        public string Before { get; init; } = string.Empty;

        public string After { get; init; } = string.Empty;

        public string? Problem { get; init; }
    }
}
