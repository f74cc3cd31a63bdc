using System.Text;
using CoreTop.Tui.Input;

namespace CoreTop.Tests.Tui.Input;

/// <summary>Checks entries, and counts what was checked.</summary>
internal sealed class EntryCounts
{
    public int Entries { get; private set; }

    public int Strings { get; private set; }

    public int Decoded { get; private set; }

    public SortedDictionary<string, int> Nothing { get; } = [];

    public List<string> Faults { get; } = [];

    /// <summary>Every string of the entry is its key or nothing, in one go, byte by byte, and slowly where it may come slowly.</summary>
    public void Check(string name, TerminfoEntry entry, IEnumerable<(string Name, byte[] Value)> capabilities)
    {
        Entries++;
        KeyTable table = TerminfoKeys.TableOf(entry, name);
        foreach ((string text, string? key, string whyNot) in new EntryExpectation(name, capabilities).Strings)
        {
            Strings++;
            byte[] bytes = Encoding.Latin1.GetBytes(text);
            string wanted = key ?? string.Empty;
            Expect(name, text, wanted, string.Join(' ', RecordedInput.Of(bytes, table)));
            Expect(name, text, wanted, Fed(bytes, table, milliseconds: 0));
            Expect(name, text, wanted, Fed(bytes, table, milliseconds: 40));
            if (text.StartsWith("\e[", StringComparison.Ordinal) || text.StartsWith("\eO", StringComparison.Ordinal))
            {
                string slow = Fed(bytes, table, milliseconds: 900);
                Expect(name, text, $"Escape {wanted}".TrimEnd(), slow.Replace(" dropped [", "", StringComparison.Ordinal).Replace(" dropped O", "", StringComparison.Ordinal));
            }

            if (key is null)
            {
                Nothing[whyNot] = Nothing.GetValueOrDefault(whyNot) + 1;
            }
            else
            {
                Decoded++;
            }
        }
    }

    private static string Fed(byte[] bytes, KeyTable table, int milliseconds)
    {
        var recorded = new RecordedInput();
        var decoder = new InputDecoder(table, recorded);
        long now = 0;
        for (int i = 0; i < bytes.Length; i++)
        {
            decoder.Feed(bytes.AsSpan(i, 1), now);
            now += milliseconds;
            decoder.Wait(now);
        }

        decoder.Wait(now + InputDecoder.SilenceMilliseconds);
        return string.Join(' ', recorded.Lines);
    }

    private void Expect(string name, string text, string wanted, string made)
    {
        if (made != wanted)
        {
            Faults.Add($"{name}: {text.Replace("\e", "\\E", StringComparison.Ordinal)} is {made}, not {wanted}");
        }
    }
}
