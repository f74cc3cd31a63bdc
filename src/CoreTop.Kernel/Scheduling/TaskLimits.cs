namespace CoreTop.Kernel.Scheduling;

/// <summary>How far the owner of a task may go with it without CAP_SYS_NICE: getrlimit(2).</summary>
/// <param name="LowestNice">The lowest nice value it may be given; 20 when it may not be lowered at all: 20 - RLIMIT_NICE.</param>
/// <param name="HighestRealTime">The highest real-time priority it may be given; 0 for none: RLIMIT_RTPRIO.</param>
public readonly record struct TaskLimits(int LowestNice, int HighestRealTime);
