using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>Reads how much memory a process has in RAM, and how much of that it may share.</summary>
/// <remarks>
/// The kernel counts pages for each CPU. <c>stat</c> leaves out what the CPUs have not handed in yet: since Linux 6.2 that is up to twice as
/// many pages as there are CPUs, and at least 32, for each CPU and each kind of page. <c>statm</c>, which top shows, has all of it since Linux 6.17.
/// It is read of rows in view, at each reading in which they ran or <c>stat</c> moved, and every ten seconds; of others it is read with their
/// details, and then their memory follows <c>stat</c>.
/// </remarks>
internal sealed class MemoryReader(KernelFiles files)
{
    private static readonly ulong PageBytes = (ulong)LinuxScheduler.PageBytes;

    /// <summary>What <c>stat</c> says of a process as a whole, with its memory as far as that is known.</summary>
    /// <param name="stat">Its <c>stat</c>.</param>
    /// <param name="known">Its memory as last read.</param>
    public static ProcessFacts WholeOf(in TaskStat stat, KnownMemory known)
    {
        ProcessFacts whole = stat.Whole(PageBytes);
        return whole with { ResidentBytes = HasMemory(stat) ? known.Follow(whole.ResidentBytes) : 0 };
    }

    /// <summary><c>stat</c> says something else of it than when <c>statm</c> was read.</summary>
    /// <param name="stat">Its <c>stat</c>.</param>
    /// <param name="known">Its memory as last read.</param>
    public static bool HasMoved(in TaskStat stat, KnownMemory known) => stat.Whole(PageBytes).ResidentBytes != known.RoughBytes;

    /// <summary>It had memory and has none: it ended, and its parent has not heard of that yet. No file need be read to know that.</summary>
    /// <param name="stat">Its <c>stat</c>.</param>
    /// <param name="known">Its memory as last read.</param>
    public static bool IsLost(in TaskStat stat, KnownMemory known) => !HasMemory(stat) && known != default;

    /// <summary>Reads it.</summary>
    /// <param name="process">As known so far.</param>
    /// <param name="stat">Its <c>stat</c>.</param>
    /// <param name="ran">Its CPU clock before; null where that cannot be asked.</param>
    /// <param name="now">The clock of the sample.</param>
    /// <param name="known">Is set to what was read; stays where it cannot be.</param>
    /// <returns>The same object when nothing changed.</returns>
    /// <exception cref="KernelFormatException">Its <c>statm</c> does not read as documented.</exception>
    public ProcessSample Read(ProcessSample process, in TaskStat stat, long? ran, TimeSpan now, ref KnownMemory known)
    {
        if (!HasMemory(stat))
        {
            known = default;
        }
        else if (files.ReadProcess(process.Pid, TaskFile.Statm, out ReadOnlySpan<byte> text) == FileStatus.Ok)
        {
            TaskMemory memory = TaskMemory.Parse(text);
            ulong resident = unchecked(memory.ResidentPages * PageBytes), shared = unchecked(memory.SharedPages * PageBytes);
            known = new KnownMemory(stat.Whole(PageBytes).ResidentBytes, resident, shared, ran, now);
        }
        else
        {
            return process;
        }

        ProcessFacts whole = WholeOf(stat, known);
        process = process.Whole == whole ? process : process with { Whole = whole };
        return process.Details is not { } details || details.SharedBytes == known.SharedBytes
            ? process
            : process with { Details = details with { SharedBytes = known.SharedBytes } };
    }

    // Kernel threads and zombies have none, and need no file that says so.
    private static bool HasMemory(in TaskStat stat) => stat.VirtualBytes != 0;
}
