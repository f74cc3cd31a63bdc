namespace CoreTop.Kernel.Processes;

/// <summary>Says which PIDs can have been given out since the last time.</summary>
/// <remarks>
/// The kernel gives them out one after the other (alloc_pid in kernel/pid.c), so the new ones lie behind the last one of then. A task has
/// its PID a moment before it can be found by it, which is why the latest of the last time are asked for again.
/// </remarks>
internal sealed class NewPids
{
    /// <summary>So many of those before are asked for again.</summary>
    public const int Again = 256;

    // To list a process costs as much as to ask for three PIDs; to walk past a thread, whose number is none of a process, as much as one.
    private const int AskedForOneListed = 3;

    private int? _last;
    private int? _asked;

    /// <summary>The first PID to ask for.</summary>
    public int From { get; private set; }

    /// <summary>The last PID to ask for.</summary>
    public int To { get; private set; }

    /// <summary>All processes were listed.</summary>
    /// <param name="last">The PID that was given out last before; null when that is not known.</param>
    public void Start(int? last) => (_last, _asked) = (last is > 0 ? last : null, last);

    /// <summary>Says which to ask for now: from <see cref="From"/> to <see cref="To"/>.</summary>
    /// <param name="last">The PID that was given out last; null when that is not known.</param>
    /// <param name="listed">How many processes a list would hold.</param>
    /// <param name="threads">How many threads these have; the list walks past their numbers.</param>
    /// <param name="started">
    /// How many tasks were started since: where that is far more than the numbers in between, these may have gone round once. Some more are started
    /// outside this PID namespace, and have no number in it.
    /// </param>
    /// <returns>False when a list is needed, or is cheaper: numbers began again from the start, or too many were given out.</returns>
    public bool TryNext(int? last, int listed, int threads, ulong started)
    {
        int? before = _last;
        (_last, _asked) = (last, null);
        long most = ((long)listed * AskedForOneListed) + Math.Max(0, threads - listed);
        if (last is not { } to || before is not { } from || to < from
            || (long)to - from + Again > most || started > (ulong)(to - from + most))
        {
            return false;
        }

        (From, To, _asked) = (Math.Max(1, from - Again + 1), to, to);
        return true;
    }

    /// <summary>A process with this PID that is not known should have been found by asking.</summary>
    /// <param name="pid">The PID.</param>
    /// <param name="last">The PID that was given out last: where it is lower than what was asked for, numbers began again since.</param>
    public bool IsMissed(int pid, int? last) => last >= _asked && pid <= _asked - Again;
}
