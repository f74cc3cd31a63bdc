using CoreTop.Model.Causes;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>The mask was inherited from an ancestor, and nothing says who pinned that. It is certain where the mask comes from, but not why.</summary>
internal static class InheritedMask
{
    private static readonly string[] Shells =
    [
        "sh", "bash", "dash", "ash", "zsh", "fish", "ksh", "mksh", "csh", "tcsh", "busybox", "tmux: server", "tmux", "screen", "SCREEN",
        "sshd", "sshd-session", "login", "su", "sudo", "cron", "crond", "atd", "make", "xargs", "parallel", "timeout", "nohup", "setsid",
    ];

    /// <summary>Inherited from a shell or the like, which does not pin anything itself: somebody started it with that mask.</summary>
    public static Cause? FindShell(MaskOrigin origin) => origin.IsInherited && IsShell(origin.Process)
        ? Of(origin, ", likely started under taskset") with
        {
            Confidence = CauseConfidence.Medium,
            Permanent = $"Start {ShellWord.Of(origin.Process.Name)} without taskset, numactl or whatever pinned it; "
                + $"release {origin.Process.Key.Tid} too, or what it starts next inherits the mask again.",
            Lines = [],
        }
        : null;

    /// <summary>Inherited from any other program: it is certain where the mask begins, but not why.</summary>
    public static Cause? Find(MaskOrigin origin) => origin.IsInherited ? Of(origin, string.Empty) : null;

    /// <summary>Whether a process is a shell or another program that only starts others; a script counts as its interpreter.</summary>
    public static bool IsShell(ProcessEvidence process) =>
        Shells.Contains(process.Name) || Shells.Contains(Interpreter(process.CommandLine));

    private static string Interpreter(string commandLine)
    {
        int end = commandLine.IndexOf(' ', StringComparison.Ordinal);
        string program = end < 0 ? commandLine : commandLine[..end];
        return program[(program.LastIndexOf('/') + 1)..].TrimStart('-');
    }

    private static Cause Of(MaskOrigin origin, string how)
    {
        string name = CauseText.Name(origin.Process);
        string parent = origin.Parent is { Affinity: { } wide } above
            ? $"its parent {CauseText.Name(above)} may use {CauseText.Cpus(wide)}"
            : "nothing is known of its parent";
        return new Cause(
            CauseKind.Inherited,
            CauseConfidence.None,
            $"inherited from {name}{how}",
            $"{name} is the topmost ancestor with this mask: {parent}.",
            origin.Process.Key.Tid,
            UnknownMask.Permanent)
        {
            Lines = UnknownMask.TraceLines(origin),
        };
    }
}
