using CoreTop.Model.Words;

namespace CoreTop.Actions;

/// <summary>Says of targets in a question whose they are.</summary>
internal static class OwnersText
{
    private const int MostNames = 3;

    /// <summary>What stands behind the targets: <c> of user ann</c>, <c>, 2 of users ann and bob</c>; empty where none is another's.</summary>
    /// <param name="ofOthers">How many of them belong to other users.</param>
    /// <param name="all">How many there are.</param>
    /// <param name="users">The names of those users, each once.</param>
    public static string Of(int ofOthers, int all, IReadOnlyList<string> users)
    {
        if (ofOthers == 0)
        {
            return string.Empty;
        }

        string whose = $"of {(users.Count == 1 ? "user" : "users")} {Names(users)}";
        return ofOthers < all ? $", {ofOthers} {whose}" : $" {whose}";
    }

    private static string Names(IReadOnlyList<string> users)
    {
        List<string> named = [.. users.Take(users.Count > MostNames + 1 ? MostNames : users.Count).Select(TaskText.Name)];
        if (named.Count < users.Count)
        {
            named.Add(Count.Of(users.Count - named.Count, "other"));
        }

        return named.Count == 1 ? named[0] : $"{string.Join(", ", named.SkipLast(1))} and {named[^1]}";
    }
}
