using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Sends one signal to processes, each of which is surely the one meant.</summary>
/// <param name="signal">The signal.</param>
/// <param name="tasks">The machine's tasks.</param>
/// <param name="control">What sends it.</param>
internal sealed class SignalRun(Signal signal, TaskLookup tasks, ITaskControl control)
{
    private const string Capability = "CAP_KILL";

    /// <summary>Some process could not be held on to, so that only its start time distinguished it from others.</summary>
    public bool HasUnheld { get; private set; }

    /// <summary>Sends it to one.</summary>
    public TaskOutcome Send(TaskTarget target)
    {
        // Held first and looked at then: whoever has the number and the start time now is the one that is held.
        ControlResult held = control.Hold(target.Pid, out HeldProcess? process);
        using (process)
        {
            TaskIdentity? now = tasks.Identify(target.Pid, target.Pid);
            if (now is not { } found || found.Key != target.Task || held == ControlResult.TaskGone)
            {
                return Refused(target, ControlResult.TaskGone, tasks.WhyGone(target.Pid, now));
            }

            if (WhyNever(found) is { } never)
            {
                return Refused(target, ControlResult.Applied, never);
            }

            if (process is null)
            {
                return Refused(target, held, RefusalText.Why(held, control.LastErrno, target.Owner, Capability), control.LastErrno);
            }

            HasUnheld |= process.Descriptor is null;
            return Answer(target, control.Send(process, signal));
        }
    }

    private TaskOutcome Answer(TaskTarget target, ControlResult result)
    {
        if (result is ControlResult.Applied or ControlResult.Recorded)
        {
            bool isRecorded = result == ControlResult.Recorded;
            string recorded = isRecorded ? TaskText.OnlyRecorded : string.Empty;
            string sentence = $"{TaskText.Task(target.Name, target.Pid)}: {signal.Name} sent{recorded}.";
            return new TaskOutcome(target, Done: 1, Refusals: [], sentence) { IsRecorded = isRecorded };
        }

        return Refused(target, result, RefusalText.Why(result, control.LastErrno, target.Owner, Capability), control.LastErrno);
    }

    // The kernel would say yes to a zombie, and nothing would come of it.
    private string? WhyNever(in TaskIdentity found)
    {
        if (found.IsKernelThread)
        {
            return ControlResult.KernelThread.Reason();
        }

        if (!found.HasEnded)
        {
            return null;
        }

        string parent = tasks.Identify(found.ParentPid, found.ParentPid) is { } known
            ? TaskText.Task(known.Name, known.Key.Tid)
            : "its parent";
        return $"has already ended, and stays a zombie until {parent} reaps it: no signal reaches it";
    }

    private TaskOutcome Refused(TaskTarget target, ControlResult result, string why, int errno = 0)
    {
        var refusal = new TaskRefusal(target.Task, target.Pid, target.Name, result, why) { Errno = errno };
        string what = result is ControlResult.TaskGone or ControlResult.Applied ? string.Empty : $", {signal.Name}";
        return new TaskOutcome(target, Done: 0, [refusal], $"{refusal.Who}{what}: {why}.");
    }
}
