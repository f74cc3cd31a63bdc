using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Cells;
using CoreTop.Cli.Text;
using CoreTop.Listing.Texts;
using CoreTop.Model.Secrets;
using CoreTop.Tui.Hosting;

namespace CoreTop.Fuzz.Targets;

/// <summary>What other people's texts become on their way to the terminal: names, command lines, paths of cgroups.</summary>
internal static class ShownTextTargets
{
    private static readonly SafeGlyphs Glyphs = new(hasUnicode: true), AsciiGlyphs = new(hasUnicode: false);

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new("shown-text", "\u001b[31m \u009b2J \u202e \u200d http://a:b@c/ ://", Text) { BytesPerByte = 3000, LongestInput = 8 * 1024, Slowness = 2 },
        new(
            "cgroup-path",
            "/ system.slice user.slice machine.slice session- .scope .service .slice docker- /lxc/ /lxc.payload. /systemd-nspawn@ "
            + "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
            CgroupPath),
    ];

    private static int Text(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        string clean = PlainText.Clean(text), name = Actions.TaskText.Name(text);
        Expect.That(!clean.Any(Steers), "no character of a clean text steers the terminal");
        Expect.That(!name.Any(char.IsControl) && name.Length <= text.Length);
        Expect.That(PlainText.Clean(clean) == clean);
        Expect.That(PlainText.Encode(clean, isAscii: true).All(value => value is >= 0x20 and < 0x7F));
        string cut = PlainText.Cut(clean, 20);
        Expect.That(PlainText.Width(cut) <= 20 && clean.StartsWith(cut, StringComparison.Ordinal));
        Expect.That(!SecretText.Masked(text).Contains("://a:b@", StringComparison.Ordinal));
        int graphemes = 0;
        TextElementEnumerator elements = StringInfo.GetTextElementEnumerator(text);
        while (elements.MoveNext())
        {
            graphemes++;
            string element = elements.GetTextElement();
            string sent = Glyphs.Of(element);
            Expect.That(sent.Length > 0 && !sent.Any(char.IsControl));
            Expect.That(SafeGlyphs.Width(sent) is 1 or 2);
            Expect.That(AsciiGlyphs.Of(element) is [>= ' ' and < '\x7F']);
        }

        List<string> pieces = [.. WordWrap.Pieces(clean, 10)], lines = [.. WordWrap.Lines(clean, 10)];
        Expect.That(string.Concat(pieces) == clean && pieces.All(piece => PlainText.Width(piece) <= 10));
        Expect.That(lines.Sum(line => line.Length) <= clean.Length);
        return Outcome.Of(clean.Length, graphemes, pieces.Count, lines.Count);
    }

    // Control characters, and those that turn the direction of writing.
    private static bool Steers(char character) => char.IsControl(character) || character is (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069');

    private static int CgroupPath(ReadOnlySpan<byte> input)
    {
        string path = Encoding.UTF8.GetString(input);
        Span<char> to = stackalloc char[64];
        int length = ShortCgroup.Write(to, path);
        Expect.That(length >= 0 && length <= to.Length);
        int container = ShortCgroup.Container(path).Length;
        Expect.That(container <= path.Length);
        return Outcome.Of(length, container);
    }
}
