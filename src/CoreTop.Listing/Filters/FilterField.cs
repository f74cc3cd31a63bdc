using CoreTop.Listing.Fields;

namespace CoreTop.Listing.Filters;

/// <summary>Makes the test of a term.</summary>
/// <param name="wanted">One of the field's operators.</param>
/// <param name="value">As typed, without quotes.</param>
/// <param name="whyNot">What the field takes, when the value will not do: an end of a sentence, such as <c>a number</c>.</param>
/// <param name="at">The character of the value that is wrong.</param>
/// <returns>Null when the value will not do.</returns>
internal delegate FilterTest? MakeTest(FilterOperator wanted, string value, out string whyNot, out int at);

/// <summary>A name that filters can ask for: a short one of <see cref="FilterFields"/>, or a column's.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Operators">What it can be compared by.</param>
/// <param name="Example">A term with it.</param>
/// <param name="Help">A sentence for help and the docs.</param>
/// <param name="Column">The field of the table that it looks at, which says what must be read for it.</param>
/// <param name="Make">Makes a test with it.</param>
internal sealed record FilterField(
    string Name, FilterOperator Operators, string Example, string Help, ProcessColumn Column, MakeTest Make);
