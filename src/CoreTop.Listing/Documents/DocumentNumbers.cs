using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Documents;

/// <summary>Numbers without digits that mean nothing.</summary>
internal static class DocumentNumbers
{
    private const int DigitsOfShare = 6, DigitsOfOthers = 3;

    /// <summary>A share or a number of cores to a millionth; seconds, and what is counted a second, to a thousandth.</summary>
    public static double Rounded(FieldKind kind, double value) =>
        Math.Round(value, kind == FieldKind.Share ? DigitsOfShare : DigitsOfOthers);
}
