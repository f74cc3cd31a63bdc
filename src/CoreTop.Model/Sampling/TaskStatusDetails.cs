namespace CoreTop.Model.Sampling;

/// <summary>Lines of <c>status</c> that only some columns show: proc_pid_status(5). Null where a line is absent, as memory is for kernel threads.</summary>
/// <param name="RealUid">First number of line Uid.</param>
/// <param name="RealUser">Its name, or its digits.</param>
/// <param name="SavedUid">Third number of line Uid.</param>
/// <param name="EffectiveGid">Second number of line Gid.</param>
/// <param name="Group">Its name, or its digits.</param>
/// <param name="SwapBytes">Line VmSwap.</param>
/// <param name="CodeBytes">Line VmExe.</param>
/// <param name="DataBytes">Line VmData.</param>
/// <param name="StackBytes">Line VmStk: of the main thread.</param>
/// <param name="PeakResidentBytes">Line VmHWM.</param>
/// <param name="LockedBytes">Line VmLck.</param>
/// <param name="LibraryBytes">Line VmLib.</param>
/// <param name="AnonymousBytes">Line RssAnon.</param>
/// <param name="FileBytes">Line RssFile.</param>
/// <param name="SharedMemoryBytes">Line RssShmem.</param>
/// <param name="VoluntarySwitches">Line voluntary_ctxt_switches: of the task alone, also for a process.</param>
/// <param name="InvoluntarySwitches">Line nonvoluntary_ctxt_switches: of the task alone, also for a process.</param>
public sealed record TaskStatusDetails(
    int RealUid,
    string RealUser,
    int SavedUid,
    int EffectiveGid,
    string Group,
    ulong? SwapBytes,
    ulong? CodeBytes,
    ulong? DataBytes,
    ulong? StackBytes,
    ulong? PeakResidentBytes,
    ulong? LockedBytes,
    ulong? LibraryBytes,
    ulong? AnonymousBytes,
    ulong? FileBytes,
    ulong? SharedMemoryBytes,
    ulong? VoluntarySwitches,
    ulong? InvoluntarySwitches);
