using System.Collections.Frozen;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Jobs;

/// <summary>Programs that stay in front of the one program that they start, by the name of the task.</summary>
internal static class Wrappers
{
    private static readonly FrozenSet<string> Names =
        """
        timeout nohup setsid env nice ionice chrt taskset numactl hwloc-bind stdbuf time perf strace ltrace gdb valgrind prlimit flock setarch runuser srun
        """
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet();

    private static readonly FrozenSet<string> Shells = "sh bash dash ash zsh ksh mksh busybox".Split(' ').ToFrozenSet();

    /// <summary>
    /// The process does nothing but start another. A shell is one where its command line says what it runs; one that somebody types into is not.
    /// </summary>
    public static bool IsOne(ProcessLoad process) => Names.Contains(process.Name) || (IsShell(process) && Script(process) is not null);

    /// <summary>Two shells run the same, apart from numbers.</summary>
    public static bool AreAlike(ProcessLoad one, ProcessLoad other) => WithoutNumbers(Script(one)) == WithoutNumbers(Script(other));

    /// <summary>It is a shell.</summary>
    public static bool IsShell(ProcessLoad process) => Shells.Contains(process.Name);

    // What stands behind the shell's own name: -c TEXT, or a script. A dash alone, -l or -i is a shell that is typed into.
    private static string? Script(ProcessLoad process)
    {
        string command = process.Details?.CommandLine ?? string.Empty;
        int end = command.IndexOf(' ', StringComparison.Ordinal);
        string script = end < 0 ? string.Empty : command[(end + 1)..].Trim();
        return script.Split(' ').Any(static word => word is not ['-', ..]) && script.Length > 0 ? script : null;
    }

    private static string? WithoutNumbers(string? text) => text is null ? null : string.Concat(text.Where(static character => !char.IsAsciiDigit(character)));
}
