using CoreTop.Tui.Hosting;
using CoreTop.Tui.Input;
using CoreTop.Tui.Keys;

namespace CoreTop.Fuzz.Targets;

/// <summary>One decoder, what it found, and what must hold of that.</summary>
internal sealed class TerminalInputRun : IInputEvents
{
    private readonly InputDecoder _decoder;
    private long _now = 1_000_000;
    private TerminalKey? _last;

    public TerminalInputRun(KeyTable table) => _decoder = new InputDecoder(table, this);

    /// <summary>What was found, as one number.</summary>
    public int Found { get; private set; }

    /// <summary>How much was found.</summary>
    public int Count { get; private set; }

    public int Keys { get; private set; }

    public int Reports { get; private set; }

    public int Pastes { get; private set; }

    public void Feed(ReadOnlySpan<byte> bytes) => _decoder.Feed(bytes, _now);

    /// <summary>Time passes.</summary>
    public void Pass(int milliseconds)
    {
        _now += milliseconds;
        _decoder.Wait(_now);
        Expect.That(_decoder.MillisecondsLeft(_now) is >= -1 and not 0 and <= InputDecoder.SilenceMilliseconds);
    }

    /// <summary>After a second of silence nothing is waited for, and q is q.</summary>
    public void EndWithKey()
    {
        Pass(InputDecoder.SilenceMilliseconds);
        Expect.That(_decoder.MillisecondsLeft(_now) == -1, "nothing is waited for after a second of silence");
        Feed("q"u8);
        Expect.That(_last == TerminalKey.Of('q'), "a key acts after a second of silence");
    }

    public void Press(TerminalKey key)
    {
        Keys++;
        Add(key.GetHashCode());
        _last = key;
        Expect.That(key.Name != NamedKey.None || (key.Character.Value >= ' ' && !System.Text.Rune.IsControl(key.Character)));
        string? name = InputInjection.ToKey(key) is { } made ? KeyName.Of(made) : null;
        Expect.That(name is null || !name.Any(char.IsControl));
    }

    public void Report(MouseReport report)
    {
        Reports++;
        Add(report.GetHashCode());
        _last = null;
        Expect.That(report is { Column: >= -1 and < 100_000, Row: >= -1 and < 100_000, Code: >= 0 });
    }

    public void Paste(string text)
    {
        Pastes++;
        Add(string.GetHashCode(text, StringComparison.Ordinal));
        _last = null;
        Expect.That(text.Length is > 0 and <= PastedText.MostBytes && !text.Any(char.IsControl), "pasted text is bounded and plain");
    }

    public void DropOpener(char opener) => Add(opener);

    public void ReportBackground(ReportedColour colour) => Add(colour.GetHashCode());

    public void EndAnswers() => Add(1);

    private void Add(int what)
    {
        Count++;
        Found = HashCode.Combine(Found, what);
    }
}
