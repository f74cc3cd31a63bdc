using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Cells;
using CoreTop.Model.Words;
using CoreTop.Tui.Drawing;
using CoreTop.Verdict;

namespace CoreTop.Tui.Lines;

/// <summary>The worst finding in one line: made to fit, without ever losing its CPU, its loss or the keys.</summary>
/// <param name="Sign">Stands at the left.</param>
/// <param name="Text">What is wrong.</param>
/// <param name="More">How many more findings there are; empty for none, or when there is no room.</param>
/// <param name="Keys">The keys that do something about it.</param>
/// <param name="Ink">How it looks.</param>
internal sealed record FindingLine(string Sign, string Text, string More, string Keys, Ink Ink)
{
    // Below this a loss is shown as 0.0.
    private const double LeastLost = 0.05;
    private const int WideEnough = 60;
    private const int LeastTail = 12;
    private const int LeastCause = 18;
    private const string Gap = "  ";

    /// <summary>The line of a diagnosis; null when nothing is wrong.</summary>
    /// <param name="diagnosis">The diagnosis.</param>
    /// <param name="width">Cells there are.</param>
    public static FindingLine? Of(Diagnosis diagnosis, int width)
    {
        if (diagnosis.Findings is not [Finding worst, ..])
        {
            return null;
        }

        bool isWarning = worst.Severity == FindingSeverity.Warning;
        string sign = isWarning ? " ⚠ " : " · ";
        string keys = KeysOf(isWarning, width);
        string more = diagnosis.Findings.Length > 1 ? $" +{diagnosis.Findings.Length - 1} more" : string.Empty;
        int room = width - sign.Length - Gap.Length - keys.Length;
        string? text = Fit(worst, room - more.Length);
        if (text is null)
        {
            more = string.Empty;
            text = Fit(worst, room) ?? Cut(Brief(worst), room);
        }

        return new FindingLine(sign, text, more, keys, isWarning ? Ink.Warning : Ink.Notice);
    }

    /// <summary>The keys of a finding.</summary>
    public static string KeysOf(bool isWarning, int width) => (isWarning, width >= WideEnough) switch
    {
        (true, true) => "b fix  x explain",
        (true, false) => "b x",
        (false, true) => "x explain",
        (false, false) => "x",
    };

    // In fewer words, so that who did it is still said; then without that, and then in fewer words.
    private static string? Fit(Finding finding, int room)
    {
        int columns = Canvas.Columns(finding.Message);
        if (columns <= room)
        {
            return finding.Message;
        }

        string brief = Brief(finding);
        if (finding is { Confinement: { } confinement, Cause: { } cause }
            && Canvas.Columns($"{brief}. {confinement}") + LeastCause <= room)
        {
            return Cut($"{brief}. {confinement}, {cause.Phrase}.", room);
        }

        int sentence = Canvas.Columns(finding.Sentence);
        if (sentence <= room)
        {
            return sentence + LeastTail <= room ? Cut(finding.Message, room) : finding.Sentence;
        }

        return Canvas.Columns(brief) <= room ? brief : null;
    }

    private static string Brief(Finding finding)
    {
        string about = (finding.Tasks.Length, finding.Cpus.IsEmpty) switch
        {
            (0, true) => string.Empty,
            (0, false) => Count.Cpus(finding.Cpus),
            (int tasks, true) => Count.Of(tasks, "task"),
            (int tasks, false) => $"{Count.Of(tasks, "task")} on {Count.Cpus(finding.Cpus)}",
        };
        if (about.Length == 0 || (finding.LostCores == 0 && finding.ShortCores == 0))
        {
            return finding.Sentence;
        }

        if (finding.LostCores < LeastLost)
        {
            return $"{Count.OfCores(finding.ShortCores)} short of a fair share: {about}";
        }

        string idle = finding.IdleCpus.IsEmpty ? string.Empty : $", {Count.Of(finding.IdleCpus.Count, "CPU")} idle";
        return $"{LossText.Amount(finding)} lost: {about}{idle}";
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
