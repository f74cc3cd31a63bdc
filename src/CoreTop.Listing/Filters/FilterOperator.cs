namespace CoreTop.Listing.Filters;

/// <summary>How a field and a value are compared.</summary>
[Flags]
internal enum FilterOperator
{
    None = 0,
    Equal = 1,
    NotEqual = 2,
    Less = 4,
    LessOrEqual = 8,
    Greater = 16,
    GreaterOrEqual = 32,

    /// <summary><c>~</c>: the value is a regular expression.</summary>
    Matches = 64,
    DoesNotMatch = 128,

    Equality = Equal | NotEqual,
    Order = Equality | Less | LessOrEqual | Greater | GreaterOrEqual,
    Text = Equality | Matches | DoesNotMatch,
}
