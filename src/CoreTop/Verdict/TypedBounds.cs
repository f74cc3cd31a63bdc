using CoreTop.Model.Topology;
using CoreTop.Model.Words;

namespace CoreTop.Verdict;

/// <summary>The option that makes a command, printed to be typed, look at no more CPUs than what was judged.</summary>
internal static class TypedBounds
{
    /// <summary><c> --within 0-3</c>, quoted for the shell where needed; empty for the whole machine.</summary>
    /// <remarks>The CPUs that are one's own in one shell may be others in the next, so that for <c>--mine</c> its CPUs are named.</remarks>
    public static string Option(CpuBounds? bounds) => bounds is null ? string.Empty
        : $" --within {(bounds.Name == OwnCpus.Name ? bounds.Cpus.ToString() : ShellWord.Of(bounds.Name))}";
}
