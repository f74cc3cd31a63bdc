using System.Collections.Immutable;
using System.Text.Json;

namespace CoreTop.Actions.Storage;

/// <summary>The journal's text: one JSON object a line.</summary>
internal static class JournalLines
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>The line with its end.</summary>
    public static byte[] Write(JournalLine line) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Default.JournalLine), LineEnd];

    /// <summary>Visits each line that is whole and sound with its bytes, its end among them.</summary>
    /// <param name="text">The journal.</param>
    /// <param name="visit">Called for what this program wrote.</param>
    /// <param name="visitNewer">Called for what only a newer one understands; null to pass over it.</param>
    /// <returns>How many lines were damaged; one that is cut off at the end is not counted: see <see cref="IsCutOff"/>.</returns>
    public static int Read(
        ReadOnlySpan<byte> text,
        Action<JournalLine, ReadOnlySpan<byte>> visit,
        Action<JournalHead, ReadOnlySpan<byte>>? visitNewer = null)
    {
        int damaged = 0;
        for (int end; (end = text.IndexOf(LineEnd)) >= 0; text = text[(end + 1)..])
        {
            if (end == 0)
            {
                continue;
            }

            if (Parse(text[..end], out JournalHead? newer) is { } line)
            {
                visit(line, text[..(end + 1)]);
            }
            else if (newer is not null)
            {
                visitNewer?.Invoke(newer, text[..(end + 1)]);
            }
            else
            {
                damaged++;
            }
        }

        return damaged;
    }

    /// <summary>The last line has no end: whoever wrote it was stopped, or the end of the file was lost.</summary>
    public static bool IsCutOff(ReadOnlySpan<byte> text) => !text.IsEmpty && text[^1] != LineEnd;

    private static JournalLine? Parse(ReadOnlySpan<byte> text, out JournalHead? newer)
    {
        newer = null;
        try
        {
            JournalLine? line = JsonSerializer.Deserialize(text, JournalJson.Default.JournalLine);
            if (line is { V: JournalLine.CurrentVersion } && StoredValues.Find(line.Value) is { } value)
            {
                return line is { Batch: not null, Boot: not null } && IsSound(line, value) ? WithoutRuns(line) : null;
            }
        }
        catch (JsonException)
        {
            // It may have a newer layout.
        }

        newer = ParseHead(text);
        return null;
    }

    private static JournalHead? ParseHead(ReadOnlySpan<byte> text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, JournalJson.Default.JournalHead) is { IsOfNewer: true } head ? head : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JournalLine? WithoutRuns(JournalLine line)
    {
        if (line.Runs is not { } runs)
        {
            return line;
        }

        ImmutableArray<JournalTask>.Builder tasks = line.Tasks.ToBuilder();
        foreach (JournalRun run in runs)
        {
            if (TaskRunText.Read(run.Tasks) is not { } keys)
            {
                return null;
            }

            tasks.AddRange(keys.Select(key => new JournalTask
            {
                Tid = key.Tid,
                Start = key.StartTicks,
                Pid = run.Pid,
                Name = run.Name,
                From = run.From,
                To = run.To,
                WasUnrestricted = run.WasUnrestricted,
                IsRelease = run.IsRelease,
            }));
        }

        return line with { Tasks = tasks.ToImmutable(), Runs = null };
    }

    // To the kernel tid 0 is the caller itself.
    private static bool IsSound(JournalLine line, StoredValue value)
    {
        bool isCpus = line.LeftOut is null || StoredValues.Affinity.IsSound(line.LeftOut);
        if (line.Tasks.IsDefault || line.Whole is { IsDefault: true } || line.Folded < 0 || !isCpus || !AreSound(line.Runs, value))
        {
            return false;
        }

        foreach (JournalTask task in line.Tasks)
        {
            bool isSound = task is { Tid: > 0, Pid: >= 0 } && IsSound(task.From, value) && IsSound(task.To, value);
            bool isWhole = line.Kind != JournalLineKind.Intend
                || task is { Pid: > 0, From: not null, To: not null, Name: not null };
            if (!isSound || !isWhole)
            {
                return false;
            }
        }

        return line.Kind != JournalLineKind.Intend || line.Summary is not null;
    }

    private static bool AreSound(ImmutableArray<JournalRun>? runs, StoredValue value) =>
        runs is not { } all
        || (!all.IsDefault && all.All(run =>
            run is { Pid: > 0, Name: not null, From: not null, To: not null, Tasks: not null }
            && IsSound(run.From, value) && IsSound(run.To, value)));

    private static bool IsSound(string? text, StoredValue value) => text is null || value.IsSound(text);
}
