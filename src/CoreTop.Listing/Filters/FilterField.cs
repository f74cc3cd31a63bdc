namespace CoreTop.Listing.Filters;

/// <summary>Makes the test of a term.</summary>
/// <param name="wanted">One of the field's operators.</param>
/// <param name="value">As typed, without quotes.</param>
/// <param name="whyNot">What the field takes, when the value will not do: an end of a sentence, such as <c>a number</c>.</param>
/// <param name="at">The character of the value that is wrong.</param>
/// <returns>Null when the value will not do.</returns>
internal delegate FilterTest? MakeTest(FilterOperator wanted, string value, out string whyNot, out int at);

/// <summary>A field that filters can ask for: a line of <see cref="FilterFields"/>.</summary>
/// <param name="Name">As it is typed.</param>
/// <param name="Operators">What it can be compared by.</param>
/// <param name="Example">A term with it.</param>
/// <param name="Help">A sentence for help and the docs.</param>
/// <param name="Make">Makes a test with it.</param>
/// <param name="NeedsDetails">It is of the details, which are read late for tasks out of view.</param>
internal sealed record FilterField(
    string Name, FilterOperator Operators, string Example, string Help, MakeTest Make, bool NeedsDetails = false);
