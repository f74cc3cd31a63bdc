namespace CoreTop.Model.Tasks;

/// <summary>The process group, session and terminal of a task: setsid(2), credentials(7).</summary>
/// <param name="ProcessGroup"><c>stat</c> field 5; 0 for kernel threads.</param>
/// <param name="Session"><c>stat</c> field 6: the PID of its leader; 0 for kernel threads.</param>
/// <param name="Terminal"><c>stat</c> field 7: the controlling terminal's device number; 0 for none.</param>
/// <param name="ForegroundGroup"><c>stat</c> field 8: the terminal's foreground process group; -1 without a terminal.</param>
public readonly record struct TaskSession(int ProcessGroup, int Session, int Terminal, int ForegroundGroup);
