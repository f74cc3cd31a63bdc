using System.Globalization;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Proc;

/// <summary>Whose numbers PIDs are, pid_namespaces(7): those in /proc, and those that calls name tasks by.</summary>
internal static class PidNamespace
{
    private const string SelfPath = "/proc/self";
    private const string NamespacePath = "/proc/self/ns/pid";
    private const string Prefix = "pid:[";

    // PROC_PID_INIT_INO of include/linux/proc_ns.h.
    private const string Outermost = "pid:[4026531836]";

    /// <summary>Names the PID namespace of this program, namespaces(7); 0 when it is not known.</summary>
    /// <param name="files">The running machine's files.</param>
    public static ulong Number(KernelFiles files) =>
        files.ReadLink(NamespacePath, out string name) == FileStatus.Ok && name.StartsWith(Prefix, StringComparison.Ordinal)
        && ulong.TryParse(name.AsSpan(Prefix.Length).TrimEnd(']'), NumberStyles.None, CultureInfo.InvariantCulture, out ulong number)
            ? number
            : 0;

    /// <summary>This program is in a container: processes outside it run on the same CPUs, and no file lists them.</summary>
    /// <param name="files">The running machine's files.</param>
    public static bool IsInner(KernelFiles files) =>
        files.ReadLink(NamespacePath, out string name) == FileStatus.Ok && name != Outermost;

    /// <summary>
    /// /proc numbers processes as another PID namespace does, so that a number read there names somebody else when a call is
    /// given it.
    /// </summary>
    /// <param name="files">The running machine's files.</param>
    public static bool IsForeign(KernelFiles files) =>
        files.ReadLink(SelfPath, out string self) != FileStatus.Ok
        || self != Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
}
