using System.Buffers;
using System.Collections.Immutable;
using System.Text;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Capture;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Placement;
using CoreTop.Settings;

namespace CoreTop.Fuzz.Targets;

/// <summary>What the program itself wrote, and anybody may have spoilt since: journal, settings, captures.</summary>
internal static class StoredTextTargets
{
    private const string Boot = "boot";

    private static readonly ScreenSettings Others = SettingsText.Parse(
        "delay = 2.5\ncolumns = PID COMMAND\nsort = PID\nreverse = yes\ntree = yes\ntheme = mono\nmeters-left = host\nascii = yes\n").Settings;

    private static readonly string[] MaskedFiles =
    [
        MountEntry.Path, "/proc/1/environ", "/proc/1/stat", "/proc/1/status", "/proc/1/cgroup", "/proc/1/maps", "/proc/1/numa_maps", "/proc/interrupts",
        "/proc/net/dev", "/proc/diskstats",
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new(
            "journal",
            "{\"v\":1, \"kind\":\"Intend\" \"kind\":\"Result\" \"kind\":\"Undone\" \"kind\":\"PartlyUndone\" \"batch\":\"1\" \"boot\":\"boot\" \"tasks\":[ "
            + "\"host\":\"h m\" \"value\":\"affinity\" \"nice\" \"folded\":3 \"runs\":[ \"tasks\":\"700@5000,,,2@1,@-1\" \"tid\":7 \"start\":1 \"pid\":7 \"name\":\"a\" \"from\":\"0-3\" \"to\":\"1\" \"leftOut\":\"1\" \"whole\":[ \"latest\":9 null } ] , \\u0000 \\ud800",
            Journal)
        {
            FixedBytes = 2 * 1024 * 1024,
            BytesPerByte = 2000,
            Slowness = 4,
        },
        new(
            "settings",
            "delay = columns = sort = reverse = tree = threads = kernel-threads = hide-idle = core-view = summary = meters-left = meters-right = "
            + "theme = mouse = ascii = system-log = yes no # PID COMMAND CPU% memory:bar host:text load:graph each 0.1 3600",
            Settings)
        {
            FixedBytes = 1024 * 1024,
            BytesPerByte = 4000,
            LongestInput = 8 * 1024,
            Slowness = 4,
        },
        new("capture-text", "\\x \\\\ -- = \\ proc@0/ proc@1/ -- end --", CaptureLines) { BytesPerByte = 1000 },
        new("capture-mask", "root:x:0: :: - cgroup /home/ann/ user-1000.slice docker- OMP_PROC_BIND=close CPU0 \\x2d", Masks) { FixedBytes = 64 * 1024, BytesPerByte = 4000 },
    ];

    private static int Journal(ReadOnlySpan<byte> input)
    {
        var history = new JournalHistory(Boot);
        int lines = 0;
        long bytes = 0;
        int damaged = JournalLines.Read(input, (line, text) =>
        {
            lines++;
            bytes += text.Length;
            byte[] written = JournalLines.Write(line);
            byte[]? again = null;
            Expect.That(JournalLines.Read(written, (same, _) => again = JournalLines.Write(same)) == 0 && written.AsSpan().SequenceEqual(again));
            history.Add(line);
        });
        Expect.That(lines + damaged <= input.Count((byte)'\n') && bytes <= input.Length);
        IReadOnlyList<JournalBatch> batches = history.ToBatches();
        Expect.That(batches.Count <= lines && batches.Select(batch => batch.Id).Distinct().Count() == batches.Count);
        foreach (JournalBatch batch in batches)
        {
            Expect.That(!batch.Changes.IsEmpty);
            foreach (TaskChange change in batch.Changes)
            {
                Expect.That(change.Task.Tid > 0 && change.Pid > 0 && change.FromText.Length > 0 && change.ToText.Length > 0 && change.Name is not null);
            }
        }

        return Outcome.Of(lines, damaged, batches.Count, batches.Sum(batch => batch.Changes.Length), batches.Count(batch => batch.WasTried));
    }

    private static int Settings(ReadOnlySpan<byte> input)
    {
        string text = Encoding.Latin1.GetString(input);
        SettingsText settings = SettingsText.Parse(text);
        int lineCount = text.Count(character => character == '\n') + 1;
        foreach (SettingsProblem problem in settings.Problems)
        {
            Expect.That(problem.Line >= 1 && problem.Line <= lineCount && !problem.Why.Any(char.IsControl));
        }

        Expect.That(settings.Differences(settings.Settings).IsEmpty && settings.With(settings.Settings) == text);
        foreach (ScreenSettings wanted in new[] { Others, ScreenSettings.Default })
        {
            string written = settings.With(wanted);
            SettingsText again = SettingsText.Parse(written);
            Expect.That(again.Differences(wanted).IsEmpty, $"reads back: {written}");
            Expect.That(again.Problems.Length <= settings.Problems.Length && again.With(wanted) == written);
        }

        return Outcome.Of(settings.Problems.Length, settings.Differences(ScreenSettings.Default).Length, settings.Differences(Others).Length);
    }

    private static int CaptureLines(ReadOnlySpan<byte> input)
    {
        // Whatever a file holds comes back as it was.
        var written = new ArrayBufferWriter<byte>();
        CaptureText.WriteContent(input, written);
        Expect.That(CaptureText.TryMeasure(written.WrittenSpan, out int length) && length == input.Length);
        byte[] content = new byte[written.WrittenCount];
        Expect.That(CaptureText.Unescape(written.WrittenSpan, content) == length && content.AsSpan(0, length).SequenceEqual(input));
        Expect.That(written.WrittenSpan.IndexOf((byte)0x1B) < 0 && written.WrittenCount <= (input.Length * 4) + 2);

        // Whatever a capture holds is content or is refused.
        bool isContent = CaptureText.TryMeasure(input, out int measured);
        Expect.That(measured >= 0 && measured <= input.Length && (isContent || input[measured] == '\\'));
        Expect.That(!isContent || CaptureText.Unescape(input, new byte[input.Length]) == measured);

        // So it is as the only file of a capture, and as the whole of one.
        return Outcome.Of(isContent ? 1 : 0, written.WrittenCount, Entries([.. "coretop capture 2\n-- a --\n"u8, .. written.WrittenSpan, .. "-- end --\n"u8], input), Entries(input.ToArray()));
    }

    private static int Entries(byte[] text, ReadOnlySpan<byte> expected = default)
    {
        try
        {
            var files = new CaptureFiles(CaptureReader.Read("It", text));
            if (!expected.IsEmpty)
            {
                Expect.That(files.Read("/a\0"u8, isTaskFile: false, out ReadOnlySpan<byte> content) == 0 && content.SequenceEqual(expected));
            }

            return files.List("/\0"u8, isTaskFolder: false, static (_, _) => { });
        }
        catch (MachineException exception)
        {
            Expect.That(expected.IsEmpty, exception.Message);
            Expect.Sentence(exception.Message);
            return Outcome.Of(exception.Message);
        }
    }

    private static int Masks(ReadOnlySpan<byte> input)
    {
        var mask = new CaptureMask(hasArguments: false);
        int command = Mask(mask, "/proc/1/cmdline", input);
        Expect.That(Mask(mask, "/etc/passwd", input) == 0 && command <= input.Length + 20);
        int others = 0;
        foreach (string path in MaskedFiles)
        {
            others += Mask(mask, path, input);
        }

        return Outcome.Of(command, others);
    }

    private static int Mask(CaptureMask mask, string path, ReadOnlySpan<byte> input)
    {
        byte[]? first = mask.Apply(path, input, out _);
        Expect.That((first ?? []).AsSpan().SequenceEqual(mask.Apply(path, input, out _) ?? []), "the same text has the same stand-ins");
        return first?.Length ?? 0;
    }
}
