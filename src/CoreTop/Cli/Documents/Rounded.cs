using CoreTop.Listing.Documents;
using CoreTop.Listing.Fields;

namespace CoreTop.Cli.Documents;

/// <summary>Numbers of documents outside of rows, rounded as the fields of rows are.</summary>
internal static class Rounded
{
    /// <summary>A share or a number of cores.</summary>
    public static double Share(double value) => DocumentNumbers.Rounded(FieldKind.Share, value);

    /// <summary>A time in seconds.</summary>
    public static double Seconds(TimeSpan time) => DocumentNumbers.Rounded(FieldKind.Seconds, time.TotalSeconds);
}
