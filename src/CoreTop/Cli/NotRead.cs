using CoreTop.Listing.Filters;
using CoreTop.Listing.Options;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary>Says why a list lacks rows that its reader may expect.</summary>
internal static class NotRead
{
    /// <summary>The field of the filter that the kernel refuses of some processes, which are left out; null when it refuses none.</summary>
    public static string? Sentence(Snapshot snapshot, ListOptions list) => RefusedField.Find(snapshot, list.Filter) is { } found
        ? $"the kernel does not let this user read {found.Field.Heading} of {found.Refused} of {found.All} processes, which the filter "
            + "leaves out: root may read it of all."
        : null;

    /// <summary>Why no row is shown; null when nothing narrows the list.</summary>
    public static string? WhyEmpty(ListOptions list) => (list.Filter.Text, list.User) switch
    {
        ({ Length: > 0 } filter, ['!', .. var other]) => $"no process of a user but {other} matches the filter {filter}.",
        ({ Length: > 0 } filter, { } user) => $"no process of user {user} matches the filter {filter}.",
        ({ Length: > 0 } filter, null) => $"no process matches the filter {filter}.",
        (_, ['!', .. var other]) => $"every process belongs to user {other}.",
        (_, { } user) => $"no process belongs to user {user}.",
        _ => null,
    };
}
