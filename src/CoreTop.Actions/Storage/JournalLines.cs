using System.Text.Json;
using CoreTop.Model.Cpus;

namespace CoreTop.Actions.Storage;

/// <summary>The journal's text: one JSON object a line.</summary>
internal static class JournalLines
{
    private const byte LineEnd = (byte)'\n';

    /// <summary>The line with its end.</summary>
    public static byte[] Write(JournalLine line) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(line, JournalJson.Default.JournalLine), LineEnd];

    /// <summary>Visits each line that is whole and sound with its bytes, its end among them.</summary>
    /// <returns>How many lines were damaged; one that is cut off at the end is not counted: see <see cref="IsCutOff"/>.</returns>
    public static int Read(ReadOnlySpan<byte> text, Action<JournalLine, ReadOnlySpan<byte>> visit)
    {
        int damaged = 0;
        for (int end; (end = text.IndexOf(LineEnd)) >= 0; text = text[(end + 1)..])
        {
            if (end == 0)
            {
                continue;
            }

            if (Parse(text[..end]) is { } line)
            {
                visit(line, text[..(end + 1)]);
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

    private static JournalLine? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            JournalLine? line = JsonSerializer.Deserialize(text, JournalJson.Default.JournalLine);
            return line is { V: JournalLine.CurrentVersion, Batch: not null, Boot: not null } && IsSound(line) ? line : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // To the kernel tid 0 is the caller itself.
    private static bool IsSound(JournalLine line)
    {
        if (line.Tasks.IsDefault || line.Whole is { IsDefault: true } || !AreCpus(line.LeftOut))
        {
            return false;
        }

        foreach (JournalTask task in line.Tasks)
        {
            bool isSound = task is { Tid: > 0, Pid: >= 0 } && AreCpus(task.From) && AreCpus(task.To);
            bool isWhole = line.Kind != JournalLineKind.Intend
                || task is { Pid: > 0, From: not null, To: not null, Name: not null };
            if (!isSound || !isWhole)
            {
                return false;
            }
        }

        return line.Kind != JournalLineKind.Intend || line.Summary is not null;
    }

    private static bool AreCpus(string? list) => list is null || (CpuList.TryParse(list, out CpuSet cpus) && !cpus.IsEmpty);
}
