using System.Globalization;

namespace CoreTop.Kernel.Capture;

/// <summary>The task that a file of /proc is of.</summary>
/// <param name="Pid">Its process; 0 for a file of the machine.</param>
/// <param name="Tid">The task.</param>
internal readonly record struct CapturedTask(int Pid, int Tid)
{
    private const string Proc = "/proc/", Task = "/task/";

    /// <summary>It is the process itself, or its first thread.</summary>
    public bool IsLeader => Pid == Tid;

    /// <summary>The task of a path below /proc.</summary>
    /// <param name="path">The path.</param>
    /// <param name="pattern">The path with <c>#</c> for the task, whether it is a process or a thread.</param>
    public static CapturedTask Of(string path, out string pattern)
    {
        pattern = path;
        if (!TryNumber(path, Proc.Length, out int pid, out int end))
        {
            return default;
        }

        int tid = pid;
        if (path.AsSpan(end).StartsWith(Task))
        {
            TryNumber(path, end + Task.Length, out tid, out end);
        }

        pattern = $"{Proc}#{path.AsSpan(end)}";
        return new CapturedTask(pid, tid);
    }

    private static bool TryNumber(string path, int at, out int number, out int end)
    {
        int slash = path.IndexOf('/', at);
        end = slash < 0 ? path.Length : slash;
        return int.TryParse(path.AsSpan(at, end - at), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
