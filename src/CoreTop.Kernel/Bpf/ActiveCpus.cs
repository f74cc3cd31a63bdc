namespace CoreTop.Kernel.Bpf;

/// <summary>
/// Which CPUs are active. A mask in a task's struct has offline CPUs too, and sched_getaffinity(2) leaves them out: a few tasks whose
/// masks have all CPUs between them are asked, and what they miss is not active.
/// </summary>
/// <remarks>/sys names the online CPUs, but in a container those of lxcfs, which have other numbers.</remarks>
/// <param name="words">How many words a mask has.</param>
/// <param name="ask">Asks a task.</param>
internal sealed class ActiveCpus(int words, MaskQuestion ask)
{
    private readonly ulong[] _active = new ulong[words];
    private readonly ulong[] _missing = new ulong[words];
    private readonly ulong[] _settled = new ulong[words];
    private readonly ulong[] _answer = new ulong[words];

    /// <summary>Nothing is known: what was asked counts no more.</summary>
    public void Begin()
    {
        Array.Clear(_active);
        Array.Clear(_missing);
        Array.Clear(_settled);
    }

    /// <summary>Asks a task if its mask has a CPU of which nothing certain is known: two tasks must miss one, as a mask may change in between.</summary>
    /// <param name="tid">The task.</param>
    /// <param name="mask">Its mask with offline CPUs.</param>
    public void See(int tid, ReadOnlySpan<ulong> mask)
    {
        if (!IsNew(mask) || !ask(tid, _answer))
        {
            return;
        }

        for (int i = 0; i < words; i++)
        {
            ulong missing = mask[i] & ~_answer[i];
            _active[i] |= _answer[i];
            _settled[i] |= _answer[i] | (missing & _missing[i]);
            _missing[i] |= missing;
        }
    }

    /// <summary>Leaves CPUs that are not active out of a mask.</summary>
    public void Keep(Span<ulong> mask)
    {
        for (int i = 0; i < words; i++)
        {
            mask[i] &= _active[i] | ~_missing[i];
        }
    }

    private bool IsNew(ReadOnlySpan<ulong> mask)
    {
        for (int i = 0; i < words; i++)
        {
            if ((mask[i] & ~_settled[i]) != 0)
            {
                return true;
            }
        }

        return false;
    }
}
