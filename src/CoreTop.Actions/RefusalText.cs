using System.Globalization;
using CoreTop.Kernel.Native;
using CoreTop.Kernel.Scheduling;

namespace CoreTop.Actions;

/// <summary>Says why something was not done to tasks, and what would help.</summary>
internal static class RefusalText
{
    /// <summary>What is said of a task that /proc lists and the kernel's call does not find: the rest of a sentence that begins with it.</summary>
    public const string UnknownToKernel =
        "refused (ESRCH): the kernel does not find this task, though /proc lists it: /proc may belong to another PID namespace";

    private const int MostNames = 3;

    /// <summary>Why one task was refused: the rest of a sentence that begins with it.</summary>
    /// <param name="result">The kernel's answer.</param>
    /// <param name="errno">Its errno.</param>
    /// <param name="owner">Whose task it is; null when unknown.</param>
    /// <param name="capability">Which one lets others do it.</param>
    public static string Why(ControlResult result, int errno, string? owner, string capability) => result switch
    {
        ControlResult.NotPermitted when owner is null =>
            $"not permitted ({Name(errno)}): needs its user, root or {capability}",
        ControlResult.NotPermitted => $"not permitted ({Name(errno)}): it is {TaskText.Name(owner)}'s, needs root or {capability}",
        ControlResult.Failed when errno == Errno.Esrch => UnknownToKernel,
        ControlResult.Failed => string.Create(CultureInfo.InvariantCulture, $"refused by the kernel (errno {errno})"),
        _ => result.Reason(),
    };

    /// <summary>The name of an errno that stands for a missing right.</summary>
    public static string Name(int errno) => errno switch
    {
        Errno.Eperm => "EPERM",
        Errno.Eacces => "EACCES",
        _ => string.Create(CultureInfo.InvariantCulture, $"errno {errno}"),
    };

    /// <summary>Several refusals in one text: those for the same reason are named together.</summary>
    public static string Together(IEnumerable<TaskRefusal> refusals) => string.Join("; ", refusals
        .GroupBy(refusal => (refusal.Change, refusal.Why))
        .Select(group =>
        {
            string names = string.Join(", ", group.Take(MostNames).Select(one => TaskText.Task(one.Name, one.Task.Tid)));
            int more = group.Count() - MostNames;
            string change = group.Key.Change is { } tried ? $", {tried}" : string.Empty;
            return $"{names}{(more > 0 ? $" and {more} more" : string.Empty)}{change}: {group.Key.Why}";
        }));

    /// <summary>A target of which no task was changed, old and new value, and why not: a sentence without its end.</summary>
    /// <param name="name">Its comm.</param>
    /// <param name="tid">Its number.</param>
    /// <param name="refusals">One at least.</param>
    public static string OfTarget(string name, int tid, IReadOnlyList<TaskRefusal> refusals)
    {
        List<string> changes = [.. refusals.Select(refusal => refusal.Change).OfType<string>()];
        string change = changes.Count == 0 ? string.Empty
            : $", {AlikeChanges.Text(changes, changes.TrueForAll(one => one == changes[0]) ? null : "thread")}";
        string none = refusals.Count > 1 ? $"none of {refusals.Count} threads changed: " : string.Empty;
        return $"{TaskText.Task(name, tid)}{change}: {none}{refusals[0].Why}";
    }
}
