using System.Collections.Immutable;

namespace CoreTop.Meters;

/// <summary>A meter that the user wants to see.</summary>
/// <param name="Meter">Which.</param>
/// <param name="Style">How it is drawn; one that the meter has.</param>
internal sealed record ChosenMeter(HeaderMeter Meter, MeterStyle Style)
{
    /// <summary>The next style that the meter has.</summary>
    public ChosenMeter WithNextStyle()
    {
        MeterStyle next = Style;
        do
        {
            next = next == MeterStyle.Graph ? MeterStyle.Text : next + 1;
        }
        while (!Meter.Has(next));
        return this with { Style = next };
    }

    /// <summary>As the settings file has it: <c>memory:bar</c>, or <c>host</c> alone for text.</summary>
    public override string ToString() =>
        Style == MeterStyle.Text ? Meter.Name : $"{Meter.Name}:{StyleName(Style)}";

    /// <summary>The style's word.</summary>
    public static string StyleName(MeterStyle style) => style.ToString().ToLowerInvariant();

    /// <summary>Meters separated by spaces; null when one of them does not exist, or has no such style.</summary>
    public static ImmutableArray<ChosenMeter>? ParseList(string text)
    {
        ImmutableArray<ChosenMeter>.Builder list = ImmutableArray.CreateBuilder<ChosenMeter>();
        foreach (string word in text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            int colon = word.IndexOf(':');
            string name = colon < 0 ? word : word[..colon];
            MeterStyle? style = colon < 0 ? MeterStyle.Text : FindStyle(word[(colon + 1)..]);
            if (HeaderMeters.Find(name) is not { } meter || style is not { } known || !meter.Has(known))
            {
                return null;
            }

            list.Add(new ChosenMeter(meter, known));
        }

        return list.ToImmutable();
    }

    private static MeterStyle? FindStyle(string word)
    {
        foreach (MeterStyle style in Enum.GetValues<MeterStyle>())
        {
            if (string.Equals(StyleName(style), word, StringComparison.OrdinalIgnoreCase))
            {
                return style;
            }
        }

        return null;
    }
}
