using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Processes;

/// <summary>What is kept of a process from reading to reading.</summary>
internal struct KnownProcess
{
    /// <summary>As it was last read; null before its first reading is complete.</summary>
    public ProcessSample? Sample;

    /// <summary>Its CPU clock right before its files were read; null where that cannot be asked.</summary>
    public long? Ran;

    /// <summary>When its counters were last known.</summary>
    public TimeSpan ReadAt;

    /// <summary>When its <c>stat</c> was last read.</summary>
    public TimeSpan FilesAt;

    /// <summary>When its threads were last read; null for never.</summary>
    public TimeSpan? ThreadsAt;

    /// <summary>Its CPU clock right before its threads were read.</summary>
    public long? ThreadsRan;

    /// <summary>When its threads were last asked for their affinities alone; null for never.</summary>
    public TimeSpan? ThreadMasksAt;

    /// <summary>When its details were last read; null for never, or when they must be read again.</summary>
    public TimeSpan? DetailsAt;

    /// <summary>Its CPU clock right before its details were read.</summary>
    public long? DetailsRan;

    /// <summary>When its cgroup was last read, with its other details or alone; null as for those.</summary>
    public TimeSpan? CgroupAt;

    /// <summary>Its memory as <c>statm</c> last said.</summary>
    public KnownMemory Memory;

    /// <summary>It ran at its last reading.</summary>
    public bool WasActive;

    /// <summary>How many of its threads, as last read, run or wait for a CPU.</summary>
    public int Runnable;

    /// <summary>Its threads may be in other cgroups than it is itself.</summary>
    public bool MayThreadsDiffer;

    /// <summary>The threads before this one have been asked for their cgroups in this cycle.</summary>
    public int ThreadCgroupsReadTo;

    /// <summary>The last reading that found it.</summary>
    public uint Generation;

    /// <summary>Its files were read.</summary>
    /// <param name="sample">What they say.</param>
    /// <param name="isActive">It ran.</param>
    /// <param name="ran">Its CPU clock before.</param>
    /// <param name="now">The clock of the sample.</param>
    public void Keep(ProcessSample sample, bool isActive, long? ran, TimeSpan now) =>
        (Sample, WasActive, Ran, ReadAt, FilesAt, Runnable) = (sample, isActive, ran, now, now, CountRunnable(sample));

    private static int CountRunnable(ProcessSample process)
    {
        int count = 0;
        foreach (TaskSample thread in process.Threads)
        {
            count += thread.State == TaskState.Running ? 1 : 0;
        }

        return process.Threads.IsEmpty && process.State == TaskState.Running ? 1 : count;
    }
}
