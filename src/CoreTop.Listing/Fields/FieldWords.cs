using System.Collections.Immutable;
using CoreTop.Model.Tasks;

namespace CoreTop.Listing.Fields;

/// <summary>The words that stand for states and policies in documents and filters, made once.</summary>
internal static class FieldWords
{
    private static readonly ImmutableArray<string> States =
        [.. Enum.GetValues<TaskState>().Order().Select(state => state.Letter().ToString())];

    private static readonly ImmutableArray<string> Policies =
        [.. Enumerable.Range(0, (int)Enum.GetValues<SchedPolicy>().Max() + 1).Select(number => Word((SchedPolicy)number))];

    /// <summary>The state's letter.</summary>
    public static string Of(TaskState state) => States[(int)state];

    /// <summary>The policy's name in small letters: <c>other</c>, <c>fifo</c>.</summary>
    public static string Of(SchedPolicy policy) => (int)policy >= 0 && (int)policy < Policies.Length ? Policies[(int)policy] : Word(policy);

    private static string Word(SchedPolicy policy) => policy.Name().ToLowerInvariant();
}
