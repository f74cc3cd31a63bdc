using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Judging;

/// <summary>A shell command that makes one change of the plan.</summary>
/// <param name="Task">The thread it changes; for a whole process its leader.</param>
/// <param name="Pid">The process it belongs to.</param>
/// <param name="IsWholeProcess">It changes every thread of the process.</param>
/// <param name="Command">The command, such as <c>coretop release 3291</c>.</param>
/// <param name="Starts">The affinity that its children inherit now; null for a task that is changed for its own sake.</param>
internal readonly record struct PlannedCommand(TaskKey Task, int Pid, bool IsWholeProcess, string Command, CpuSet? Starts);
