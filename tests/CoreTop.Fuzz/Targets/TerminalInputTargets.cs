using System.Collections.Immutable;
using CoreTop.Tui.Input;

namespace CoreTop.Fuzz.Targets;

/// <summary>What comes from the terminal, and the entry of terminfo by which it is read.</summary>
internal static class TerminalInputTargets
{
    private const byte Escape = 0x1B;

    private static readonly ImmutableArray<KeyTable> Tables =
    [
        KeyTable.Empty, Table("xterm-256color"), Table("rxvt-unicode-256color"), Table("linux"), Table("vip7800-H"), Table("vt220-8bit"),
    ];

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new(
            "terminal-input",
            "\u001b \u001b[ \u001bO \u001b[A \u001b[1;5B \u001b[7~ \u001b[25;2~ \u001b[[A \u001b[<0;10;10M \u001b[<65;1;1m \u001b[M \u001bOP \u001b[200~ \u001b[201~ "
            + "\u001b[13;2u \u001b[27;5;9~ \u001b]0; \u001bP \u001b_ \u001b\\ \u0007 \u0018 \u009b \u008f \u0090 \u009c é 漢 😀 q",
            Input)
        {
            LongestInput = 16 * 1024,
            FixedBytes = 1024 * 1024,
            BytesPerByte = 2000,
        },
        new("terminfo", "\u0000 k kUP5 \u001b[A \u001a\u0001 \u001e\u0002", Entry) { LongestInput = 32 * 1024, FixedBytes = 1024 * 1024 },
    ];

    // The first byte says which terminal it is.
    private static int Input(ReadOnlySpan<byte> input)
    {
        KeyTable table = input.IsEmpty ? KeyTable.Empty : Tables[input[0] % Tables.Length];
        var whole = new TerminalInputRun(table);
        whole.Feed(input);
        var single = new TerminalInputRun(table);
        for (int start = 0, end; start < input.Length; start = end)
        {
            end = start + 1;
            while (end < input.Length && input[end - 1] == Escape)
            {
                end++;
            }

            single.Feed(input[start..end]);
        }

        Expect.That(single.Found == whole.Found && single.Count == whole.Count, "bytes are the same keys however they are cut, but behind an Esc");

        // The same, with time between: nothing may be said about it but that it ends well.
        var slow = new TerminalInputRun(table);
        for (int i = 0; i < input.Length; i++)
        {
            slow.Feed(input.Slice(i, 1));
            slow.Pass((input[i] * 37 % 5) switch { 0 => 0, 1 => 20, 2 => 60, 3 => 900, _ => 1100 });
        }

        single.EndWithKey();
        slow.EndWithKey();
        whole.EndWithKey();
        return Outcome.Of(whole.Keys, whole.Reports, whole.Pastes, slow.Keys, input.IsEmpty ? 0 : input[0] % Tables.Length);
    }

    private static int Entry(ReadOnlySpan<byte> input)
    {
        if (TerminfoEntry.Parse(input) is not { } entry)
        {
            return 0;
        }

        KeyTable table = TerminfoKeys.TableOf(entry, "xterm");
        Expect.That(table.Count <= entry.Keys.Length);
        foreach ((string name, byte[] value) in entry.Keys)
        {
            Expect.That(name.Length > 0 && value.Length > 0);
            var run = new TerminalInputRun(table);
            run.Feed(value);
            run.EndWithKey();
        }

        return Outcome.Of(1, entry.Keys.Length, table.Count);
    }

    private static KeyTable Table(string name) => TerminfoKeys.TableOf(
        TerminfoEntry.Parse(File.ReadAllBytes(SeedFolder.Terminfo(name)))!, name);
}
