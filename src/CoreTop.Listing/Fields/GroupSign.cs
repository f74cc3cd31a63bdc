namespace CoreTop.Listing.Fields;

/// <summary>What is said beside a group's value.</summary>
internal enum GroupSign
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>The members differ.</summary>
    Differs,

    /// <summary>It is not more than that: what the members share is counted more than once.</summary>
    AtMost,

    /// <summary>It is that at least: of some members it is not known.</summary>
    AtLeast,
}
