using System.Collections.Immutable;
using CoreTop.Meters;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Meters;

/// <summary>The last values of the meters that are shown, for graphs, and for bars that nothing else makes full.</summary>
internal sealed class MeterHistory
{
    /// <summary>Refreshes that are kept.</summary>
    public const int Length = 128;

    private readonly Dictionary<HeaderMeter, Values> _values = [];

    /// <summary>Takes in the values of the chosen meters.</summary>
    public void Add(Snapshot snapshot, HeaderLayout layout)
    {
        Add(snapshot, layout.Left);
        Add(snapshot, layout.Right);
    }

    /// <summary>A meter's value <paramref name="back"/> refreshes ago, 0 for the newest; null when there is none.</summary>
    public double? Find(HeaderMeter meter, int back) =>
        _values.TryGetValue(meter, out Values? values) && back < values.Count ? values[back] : null;

    /// <summary>How many values of a meter are kept.</summary>
    public int Count(HeaderMeter meter) => _values.TryGetValue(meter, out Values? values) ? values.Count : 0;

    /// <summary>The highest of a meter's values; 0 when there is none.</summary>
    public double Highest(HeaderMeter meter)
    {
        double highest = 0;
        for (int back = 0; back < Length && _values.TryGetValue(meter, out Values? values) && back < values.Count; back++)
        {
            highest = Math.Max(highest, values[back] ?? 0);
        }

        return highest;
    }

    private void Add(Snapshot snapshot, ImmutableArray<ChosenMeter> meters)
    {
        foreach (ChosenMeter chosen in meters)
        {
            if (chosen.Meter.Value is not { } value)
            {
                continue;
            }

            if (!_values.TryGetValue(chosen.Meter, out Values? values))
            {
                _values.Add(chosen.Meter, values = new Values());
            }

            values.Add(snapshot, value(snapshot));
        }
    }

    private sealed class Values
    {
        private readonly double?[] _ring = new double?[Length];
        private Snapshot? _last;
        private int _next;

        public int Count { get; private set; }

        public double? this[int back] => _ring[(_next + Length - 1 - back) % Length];

        // A meter that stands in both columns counts once.
        public void Add(Snapshot snapshot, double? value)
        {
            if (ReferenceEquals(_last, snapshot))
            {
                return;
            }

            _last = snapshot;
            _ring[_next] = value;
            _next = (_next + 1) % Length;
            Count = Math.Min(Length, Count + 1);
        }
    }
}
