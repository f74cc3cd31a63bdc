using System.Collections.Immutable;
using CoreTop.Analysis.Watching;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Analysis.Planning;

/// <summary>
/// Measures what a change of affinities gained, one, two and five seconds after it: folded over the snapshots that follow.
/// Immutable.
/// </summary>
/// <remarks>It looks at every task that was hungry, not only at those that were moved: what is taken from others is not a gain.</remarks>
public sealed record GainMeasurement
{
    /// <summary>When it measures, counted from the first snapshot after the change.</summary>
    public static ImmutableArray<TimeSpan> Marks { get; } =
        [TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5)];

    // A reading is sometimes a little early.
    private static readonly TimeSpan Slack = TimeSpan.FromMilliseconds(100);

    private readonly ImmutableDictionary<TaskKey, double> _runBefore;
    private readonly ImmutableDictionary<TaskKey, AffinityChange> _written;
    private readonly GainBasis _basis;
    private readonly double _expected;
    private bool _hasBegun;
    private TimeSpan _elapsed;
    private TimeSpan _since;
    private double _coreSeconds;
    private int _mark;

    private GainMeasurement(GainBasis basis, ImmutableDictionary<TaskKey, AffinityChange> written, double expected)
    {
        (_basis, _written, _expected) = (basis, written, expected);
        _runBefore = basis.Tasks.ToImmutableDictionary(static task => task.Key, static task => task.Run);
    }

    /// <summary>The newest measurement; null before the first mark.</summary>
    public Gain? Latest { get; private init; }

    /// <summary>The last mark has passed.</summary>
    public bool IsOver => _mark == Marks.Length;

    /// <summary>Starts right after the change.</summary>
    /// <param name="basis">The tasks whose CPU time shows what it gained, from the plan.</param>
    /// <param name="changes">What was changed, with the affinities read back.</param>
    /// <param name="expected">What the plan expected, in cores.</param>
    public static GainMeasurement Start(GainBasis basis, IEnumerable<AffinityChange> changes, double expected)
    {
        var written = ImmutableDictionary.CreateBuilder<TaskKey, AffinityChange>();
        foreach (AffinityChange change in changes)
        {
            written[change.Task] = change;
        }

        return new GainMeasurement(basis, written.ToImmutable(), expected);
    }

    /// <summary>
    /// The measurement with one more snapshot. The window of the first one began before the change, so it only starts the
    /// count: take one right after the change.
    /// </summary>
    public GainMeasurement Next(Snapshot snapshot)
    {
        if (IsOver)
        {
            return this;
        }

        if (!_hasBegun)
        {
            return this with { _hasBegun = true };
        }

        Tally tally = Count(snapshot);
        double seconds = snapshot.Interval.TotalSeconds;
        GainMeasurement next = this with
        {
            _elapsed = _elapsed + snapshot.Interval,
            _since = _since + snapshot.Interval,
            _coreSeconds = _coreSeconds + (tally.After * seconds),
        };
        int mark = next._mark;
        while (mark < Marks.Length && next._elapsed + Slack >= Marks[mark])
        {
            mark++;
        }

        if (mark == next._mark)
        {
            return next;
        }

        var gain = new Gain(
            tally.Before,
            next._coreSeconds / next._since.TotalSeconds,
            next._elapsed,
            _expected,
            _runBefore.Count - tally.Living,
            tally.SetAgain);
        return next with { _mark = mark, _since = TimeSpan.Zero, _coreSeconds = 0, Latest = gain };
    }

    private Tally Count(Snapshot snapshot)
    {
        var tally = default(Tally);
        if (!_basis.Starters.IsEmpty)
        {
            tally.Before += _basis.StartedRun;
            tally.After += new StartedTasks(snapshot, new ProcessTree(snapshot), _basis.Starters).Run;
        }

        foreach (ProcessLoad process in snapshot.Processes)
        {
            if (process.Threads.IsEmpty)
            {
                Add(ref tally, process);
            }

            foreach (TaskLoad thread in process.Threads)
            {
                Add(ref tally, thread);
            }
        }

        return tally;
    }

    private void Add(ref Tally tally, TaskLoad task)
    {
        if (_runBefore.TryGetValue(task.Key, out double before))
        {
            tally.Living++;
            tally.Before += before;
            tally.After += task.Run;
        }

        if (task.Affinity is { } affinity && _written.TryGetValue(task.Key, out AffinityChange? written)
            && !affinity.Equals(written.To) && !(written.IsRelease && written.To.IsSubsetOf(affinity)))
        {
            tally.SetAgain++;
        }
    }

    private struct Tally
    {
        public double Before;
        public double After;
        public int Living;
        public int SetAgain;
    }
}
