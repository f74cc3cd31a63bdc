namespace CoreTop.Model.Sampling;

/// <summary>What the children of a process used that ended and that it waited for, theirs included: proc_pid_stat(5).</summary>
/// <param name="Faults"><c>stat</c> fields 11 and 13.</param>
/// <param name="UserTicks"><c>stat</c> field 16.</param>
/// <param name="SystemTicks"><c>stat</c> field 17.</param>
public readonly record struct ChildUse(PageFaults Faults, long UserTicks, long SystemTicks);
