using System.Runtime.InteropServices;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>The running machine's scheduler: sched_getaffinity(2) and sched_setaffinity(2).</summary>
internal sealed class LinuxScheduler : IAffinityControl
{
    // Grows on a machine that may have more than 1,024 CPUs.
    private const int StartWords = 16;

    // 8,192 CPUs are the most that mainline can be built for.
    private const int ReleaseWords = 128;
    private const int MostWords = 16 * 1024;
    private const int ClockTicksPerSecond = 2;
    private const int PageSize = 30;

    private ulong[] _words = new ulong[StartWords];

    /// <summary>Clock ticks a second: sysconf(_SC_CLK_TCK).</summary>
    public static int TicksPerSecond => (int)NativeMethods.Sysconf(ClockTicksPerSecond);

    /// <summary>Bytes a page: sysconf(_SC_PAGESIZE).</summary>
    public static int PageBytes => (int)NativeMethods.Sysconf(PageSize);

    /// <inheritdoc/>
    public int LastErrno { get; private set; }

    /// <inheritdoc/>
    public ControlResult Read(int pid, int tid, CpuSet? known, out CpuSet? affinity)
    {
        affinity = null;
        while (true)
        {
            // The C library clears what the kernel leaves of the mask.
            if (NativeMethods.SchedGetAffinity(tid, (nuint)(_words.Length * sizeof(ulong)), ref _words[0]) == 0)
            {
                affinity = known is not null && known.HasWords(_words) ? known : CpuSet.FromWords(_words);
                return ControlResult.Applied;
            }

            LastErrno = Marshal.GetLastPInvokeError();
            if (!AffinityErrno.IsMaskTooShort(LastErrno) || _words.Length >= MostWords)
            {
                return AffinityErrno.ToResult(LastErrno);
            }

            _words = new ulong[_words.Length * 2];
        }
    }

    /// <inheritdoc/>
    public ControlResult Write(int tid, CpuSet wanted) =>
        wanted.IsEmpty ? ControlResult.NoUsableCpu : Write(tid, wanted.Words);

    /// <inheritdoc/>
    public ControlResult Release(int tid, CpuSet? without = null)
    {
        var words = new ulong[Math.Max(ReleaseWords, _words.Length)];
        Array.Fill(words, ulong.MaxValue);
        ReadOnlySpan<ulong> left = without is null ? [] : without.Words;
        for (int i = 0; i < Math.Min(left.Length, words.Length); i++)
        {
            words[i] = ~left[i];
        }

        return Write(tid, words);
    }

    /// <inheritdoc/>
    public bool? HasEffectHere()
    {
        const int ThisThread = 0;
        if (Read(ThisThread, ThisThread, known: null, out CpuSet? own) != ControlResult.Applied || own!.Count < 2)
        {
            return null;
        }

        var one = CpuSet.Of(own.First().Number);
        if (Write(ThisThread, one) != ControlResult.Applied)
        {
            return null;
        }

        bool isRead = Read(ThisThread, ThisThread, known: null, out CpuSet? has) == ControlResult.Applied;
        _ = Write(ThisThread, own);
        return isRead ? one.Equals(has) : null;
    }

    // The kernel extends a short mask with zeros and cuts a long one.
    private ControlResult Write(int tid, ReadOnlySpan<ulong> words)
    {
        if (NativeMethods.SchedSetAffinity(tid, (nuint)(words.Length * sizeof(ulong)), in words[0]) == 0)
        {
            return ControlResult.Applied;
        }

        LastErrno = Marshal.GetLastPInvokeError();
        return AffinityErrno.ToResult(LastErrno);
    }
}
