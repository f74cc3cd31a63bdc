using System.Globalization;
using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Input;

/// <summary>What a decoder found, a line each.</summary>
internal sealed class RecordedInput : IInputEvents
{
    public List<string> Lines { get; } = [];

    public List<TerminalKey> Keys { get; } = [];

    /// <summary>What it makes of bytes that come at once, and then of silence.</summary>
    public static List<string> Of(ReadOnlySpan<byte> bytes, KeyTable? table = null)
    {
        var recorded = new RecordedInput();
        var decoder = new InputDecoder(table ?? KeyTable.Empty, recorded);
        decoder.Feed(bytes, 0);
        decoder.Wait(InputDecoder.SilenceMilliseconds);
        return recorded.Lines;
    }

    public void Press(TerminalKey key)
    {
        Keys.Add(key);
        Lines.Add(key.ToString());
    }

    public void Report(MouseReport report) =>
        Lines.Add($"mouse {report.Code} at {report.Column},{report.Row}{(report.IsRelease ? " released" : string.Empty)}");

    public void Paste(string text) => Lines.Add($"paste {text}");

    public void DropOpener(char opener) => Lines.Add($"dropped {opener}");

    public void ReportBackground(ReportedColour colour) =>
        Lines.Add(string.Create(CultureInfo.InvariantCulture, $"background {colour.Red:X2}{colour.Green:X2}{colour.Blue:X2}"));

    public void EndAnswers() => Lines.Add("end of answers");
}
