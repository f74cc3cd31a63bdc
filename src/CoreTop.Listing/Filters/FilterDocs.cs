namespace CoreTop.Listing.Filters;

/// <summary>What is said of the filter grammar on the prompt and in --help; docs/filter.md has all of it.</summary>
internal static class FilterDocs
{
    /// <summary>For the bottom line.</summary>
    public static string Hint { get; } = $"Enter keeps; {Examples(6)} and or not ( )";

    /// <summary>For an option's help.</summary>
    public static string Sentence { get; } =
        $"Shows only tasks that have the text in their command, name or user, or terms such as {Examples(10)}, "
        + "joined by and, or, not and parentheses. Every column is a field too; docs/filter.md has all.";

    /// <summary>What is said below the short names: that every column can be asked for.</summary>
    public static string AnyColumn { get; } =
        "Every column can be asked for, by its heading or its name in JSON: minorFaults>1000, CPU%>50, elapsed<5m, affinity!=all.";

    private static string Examples(int count) => string.Join(' ', FilterFields.All.Take(count).Select(field => field.Example));
}
