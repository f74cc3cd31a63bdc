using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Processes;

/// <summary>Says whose a task is right now: a program may take another user's id at any time. Belongs to one thread.</summary>
/// <param name="files">The machine's files.</param>
public sealed class TaskOwners(KernelFiles files)
{
    private readonly UserNames _users = new(files);

    /// <summary>Reads the effective user of a thread from its <c>status</c>; false when it has ended, or its file does not say.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tid">The thread; the PID for the process.</param>
    /// <param name="userId">The user's number.</param>
    /// <param name="user">The user's name; the number where nobody knows a name, empty when it cannot be read.</param>
    public bool TryRead(int pid, int tid, out int userId, out string user)
    {
        (userId, user) = (0, string.Empty);
        FileStatus status = tid == pid
            ? files.ReadProcess(pid, TaskFile.Status, out ReadOnlySpan<byte> text)
            : files.ReadThread(pid, tid, TaskFile.Status, out text);
        if (status != FileStatus.Ok)
        {
            return false;
        }

        try
        {
            userId = TaskStatusFile.Parse(text).EffectiveUid;
        }
        catch (KernelFormatException)
        {
            return false;
        }

        user = _users.Name(userId);
        return true;
    }
}
