namespace CoreTop.Cli.Documents;

/// <summary>Numbers without digits that mean nothing.</summary>
internal static class Rounded
{
    /// <summary>A share or a number of cores, to a millionth.</summary>
    public static double Share(double value) => Math.Round(value, 6);

    /// <summary>A time in seconds, to a thousandth.</summary>
    public static double Seconds(TimeSpan time) => Math.Round(time.TotalSeconds, 3);
}
