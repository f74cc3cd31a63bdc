using System.Collections.Immutable;

namespace CoreTop.Meters;

/// <summary>The meters that a screen has where nobody chose others: none on a small one; on a large one a row of the history of busy cores and, where the kernel reports it, the pressure.</summary>
internal static class UsualMeters
{
    private const int LeastWidth = 120;
    private const int LeastHeight = 30;

    private static readonly ImmutableArray<ChosenMeter> Left = Of("cpu:graph");
    private static readonly ImmutableArray<ChosenMeter> Right = Of("pressure");

    /// <summary>The header for a screen; the same object where nothing changes.</summary>
    /// <param name="header">As it is.</param>
    /// <param name="width">The screen's columns.</param>
    /// <param name="height">The screen's rows.</param>
    /// <param name="hasPressure">The kernel reports pressure, as far as is known.</param>
    public static HeaderLayout Fit(HeaderLayout header, int width, int height, bool hasPressure)
    {
        if (!header.IsUsual)
        {
            return header;
        }

        bool isLarge = width >= LeastWidth && height >= LeastHeight;
        ImmutableArray<ChosenMeter> left = isLarge ? Left : [], right = isLarge && hasPressure ? Right : [];
        return header.Left.SequenceEqual(left) && header.Right.SequenceEqual(right) ? header : header with { Left = left, Right = right };
    }

    private static ImmutableArray<ChosenMeter> Of(string names) => ChosenMeter.ParseList(names)!.Value;
}
