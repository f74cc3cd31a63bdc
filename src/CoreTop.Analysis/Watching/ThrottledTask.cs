using CoreTop.Model.Sampling;

namespace CoreTop.Analysis.Watching;

/// <summary>A task that wants a CPU and is stopped by a quota instead.</summary>
/// <param name="Task">The task.</param>
/// <param name="Process">The process it belongs to.</param>
/// <param name="Quota">The quota that stops it.</param>
internal sealed record ThrottledTask(TaskLoad Task, ProcessLoad Process, QuotaLoad Quota);
