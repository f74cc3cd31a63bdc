using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Says whose a number is right now.</summary>
/// <param name="files">The machine's files.</param>
/// <param name="clocks">Says whether a process ran meanwhile; null when that cannot be known.</param>
internal sealed class TaskLookup(KernelFiles files, IProcessClocks? clocks = null)
{
    /// <summary>The CPU time that a process has used; null when that is not known.</summary>
    public long? RunTime(int pid) => clocks is not null && clocks.TryRead(pid, out long nanoseconds) ? nanoseconds : null;

    /// <summary>Lists the threads of a process.</summary>
    /// <param name="pid">The process.</param>
    /// <param name="tids">Cleared and filled; a captured process of one thread may lack the folder, and is its own thread.</param>
    public void ListThreads(int pid, List<int> tids)
    {
        if (files.ListThreads(pid, tids) != FileStatus.Ok || tids.Count == 0)
        {
            tids.Clear();
            tids.Add(pid);
        }
    }

    /// <summary>The thread that has the tid in that process now; null when there is none, or its files do not say.</summary>
    public TaskIdentity? Identify(int pid, int tid)
    {
        FileStatus status = files.ReadThread(pid, tid, TaskFile.Stat, out ReadOnlySpan<byte> text);
        if (status != FileStatus.Ok && tid == pid)
        {
            status = files.ReadProcess(pid, TaskFile.Stat, out text);
        }

        return status == FileStatus.Ok ? Parse(text) : null;
    }

    /// <summary>The task that has the number now, as a process or as any process's thread; null when there is none.</summary>
    public TaskIdentity? IdentifyAnywhere(int tid) =>
        files.ReadProcess(tid, TaskFile.Stat, out ReadOnlySpan<byte> text) == FileStatus.Ok ? Parse(text) : null;

    /// <summary>Why a task that was meant is there no more: the rest of a sentence that begins with it.</summary>
    /// <param name="tid">Its number.</param>
    /// <param name="now">The task that has it now, if it was found.</param>
    public string WhyGone(int tid, TaskIdentity? now) => (now ?? IdentifyAnywhere(tid)) is { HasEnded: false } stranger
        ? $"{ControlResult.TaskGone.Reason()}, and its number now belongs to {TaskText.Name(stranger.Name)}"
        : ControlResult.TaskGone.Reason();

    /// <summary>Who or what may answer this program's calls in the kernel's place, as a tracer or a seccomp filter can; null for nobody.</summary>
    public string? MayAnswerForKernel()
    {
        CallWitness witness = files.Read("/proc/self/status", out ReadOnlySpan<byte> text) == FileStatus.Ok ? CallWitness.Parse(text) : default;
        return witness.TracerPid > 0 ? $"{Tracer(witness.TracerPid)}, which traces this program,"
            : witness.HasFilter ? "a seccomp filter on this program"
            : null;
    }

    private string Tracer(int pid) => IdentifyAnywhere(pid) is { } tracer ? TaskText.Task(tracer.Name, pid) : $"process {pid}";

    private static TaskIdentity? Parse(ReadOnlySpan<byte> text)
    {
        try
        {
            TaskStat stat = TaskStat.Parse(text);
            return new TaskIdentity(
                new TaskKey(stat.Tid, stat.StartTicks),
                Encoding.UTF8.GetString(text[stat.NameRange]),
                stat.Mobility,
                HasEnded: stat.State is TaskState.Zombie or TaskState.Dead)
            {
                IsRunning = stat.State == TaskState.Running,
                IsKernelThread = stat.IsKernelThread,
                ParentPid = stat.ParentPid,
            };
        }
        catch (KernelFormatException)
        {
            return null;
        }
    }
}
