using CoreTop.Model.Meters;

namespace CoreTop.Model.Sampling;

/// <summary>
/// What processes that ended since the sample before had used until then. The kernel adds all that a child ever used to its parent's
/// counter when the parent waits for it, so that of a child that was listed most did not grow in this window.
/// </summary>
internal sealed class EndedChildren
{
    private const int MostAncestors = 64;

    private readonly Dictionary<int, (int Parent, ulong Ticks)> _ended = [];
    private readonly Dictionary<int, ulong> _seen = [];

    /// <summary>Begins with nobody.</summary>
    public void Clear()
    {
        _ended.Clear();
        _seen.Clear();
    }

    /// <summary>A process has ended.</summary>
    /// <param name="last">Its last reading.</param>
    public void Add(ProcessSample last) =>
        _ended[last.Pid] = (last.ParentPid, Counter.Sum(MachineUnits.Ticks(last), MachineUnits.ChildTicks(last)));

    /// <summary>Takes out of loads what was seen before.</summary>
    /// <param name="loads">The loads of the processes that live; those that change are replaced.</param>
    /// <param name="samples">Their readings, in the same order.</param>
    /// <param name="ticksPerSecond">Clock ticks a second.</param>
    public void TakeOut(Span<ProcessLoad> loads, IReadOnlyList<ProcessSample> samples, int ticksPerSecond)
    {
        if (_ended.Count == 0)
        {
            return;
        }

        Collect();
        for (int i = 0; i < loads.Length; i++)
        {
            ProcessLoad load = loads[i];
            if (load.ChildRun > 0 && _seen.TryGetValue(load.Pid, out ulong ticks))
            {
                loads[i] = load with
                {
                    ChildRun = Math.Max(0, load.ChildRun - Counter.Cores(ticks, ticksPerSecond, samples[i].Window)),
                };
            }
        }
    }

    // To the nearest ancestor that lives: one that ended meanwhile waited for it first, and was waited for in turn.
    private void Collect()
    {
        foreach ((int parent, ulong ticks) in _ended.Values)
        {
            int heir = parent;
            for (int i = 0; i < MostAncestors && _ended.TryGetValue(heir, out (int Parent, ulong Ticks) above); i++)
            {
                heir = above.Parent;
            }

            if (ticks > 0)
            {
                _seen[heir] = Counter.Sum(_seen.GetValueOrDefault(heir), ticks);
            }
        }
    }
}
