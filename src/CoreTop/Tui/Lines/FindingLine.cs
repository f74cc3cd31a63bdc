using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Tui.Drawing;
using CoreTop.Verdict;

namespace CoreTop.Tui.Lines;

/// <summary>A finding in one line: made to fit, without ever losing its program, its count, its CPU, who set that, or the keys.</summary>
/// <param name="Sign">Stands at the left.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="More">How many more findings there are, or which of them this is; empty for neither, or when there is no room.</param>
/// <param name="Keys">The keys that do something about it.</param>
/// <param name="Ink">How it looks.</param>
internal sealed record FindingLine(string Sign, string Text, string More, string Keys, Ink Ink)
{
    private const string Gap = "  ";

    /// <summary>The line; null when nothing is wrong.</summary>
    /// <param name="finding">The finding; null for none.</param>
    /// <param name="findings">How many there are.</param>
    /// <param name="place">Which of them it is, such as <c>2/3</c>, while the list is narrowed to it; null otherwise.</param>
    /// <param name="width">Cells there are.</param>
    public static FindingLine? Of(Finding? finding, int findings, string? place, int width)
    {
        if (finding is null)
        {
            return null;
        }

        bool isWarning = finding.Severity == FindingSeverity.Warning;
        string sign = isWarning ? " ⚠ " : " · ";
        string keys = KeysOf(finding, inWords: false), words = KeysOf(finding, inWords: true);
        string more = place is not null ? $" {place}" : findings > 1 ? $" +{findings - 1} more" : string.Empty;
        int room = width - sign.Length - Gap.Length - keys.Length;
        string? text = Fit(finding, room - more.Length);
        if (text is null)
        {
            more = string.Empty;
            text = Fit(finding, room) ?? Cut(FindingText.Forms(finding).Last(), room);
        }

        // The sentence comes first: the key bar says too what the keys do.
        bool hasRoom = Canvas.Columns(text) + more.Length + words.Length <= room + keys.Length;
        return new FindingLine(sign, text, more, hasRoom ? words : keys, isWarning ? Ink.Warning : Ink.Notice);
    }

    private static string KeysOf(Finding finding, bool inWords)
    {
        string fix = finding.Severity != FindingSeverity.Warning ? string.Empty : inWords ? "b fix  " : "b ";
        string tasks = finding.Tasks.IsEmpty ? string.Empty : inWords ? "  X tasks" : " X";
        return $"{fix}x{(inWords ? " why" : string.Empty)}{tasks}";
    }

    private static string? Fit(Finding finding, int room)
    {
        foreach (string form in FindingText.Forms(finding))
        {
            if (Canvas.Columns(form) <= room)
            {
                return form;
            }
        }

        return null;
    }

    // Between two words, unless the first word alone is too long.
    private static string Cut(string text, int room)
    {
        int columns = 0, length = 0, end = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            columns += Graphemes.Width(rune);
            end = rune.Value == ' ' ? length : end;
            if (columns >= room)
            {
                return $"{text.AsSpan(0, end > 0 ? end : length).TrimEnd(",;: ")}…";
            }

            length += rune.Utf16SequenceLength;
        }

        return text;
    }
}
