namespace CoreTop.Tui.Cores;

/// <summary>What a CPU did in one refresh, in a byte.</summary>
/// <param name="Value">Percent busy, with the highest bit set where it was crowded; <see cref="Offline"/> or <see cref="Unknown"/>.</param>
internal readonly record struct HeatCell(byte Value)
{
    private const byte CrowdedBit = 0x80, MostPercent = 100;

    /// <summary>Offline.</summary>
    public static HeatCell Offline => new(0xFE);

    /// <summary>How busy it was is not known.</summary>
    public static HeatCell Unknown => new(0xFF);

    /// <summary>It is known how busy it was.</summary>
    public bool IsKnown => Value < Offline.Value;

    /// <summary>More tasks were confined to it than it can run.</summary>
    public bool IsCrowded => IsKnown && (Value & CrowdedBit) != 0;

    /// <summary>How busy it was, in percent; 0 where that is not known.</summary>
    public int Percent => IsKnown ? Value & ~CrowdedBit : 0;

    /// <summary>How busy it was, as a share.</summary>
    public double Busy => Percent / (double)MostPercent;

    /// <summary>A cell of a CPU that was measured.</summary>
    /// <param name="busy">How busy, as a share.</param>
    /// <param name="isCrowded">More tasks were confined to it than it can run.</param>
    public static HeatCell Of(double busy, bool isCrowded) =>
        new((byte)((int)Math.Round(Math.Clamp(busy, 0, 1) * MostPercent) | (isCrowded ? CrowdedBit : 0)));

    /// <summary>The one of two that stands for both: a crowded one, the busier one, one that is known.</summary>
    public static HeatCell Hottest(HeatCell one, HeatCell other) =>
        !one.IsKnown ? (other.IsKnown || other == Unknown ? other : one)
        : !other.IsKnown || one.Value >= other.Value ? one
        : other;
}
