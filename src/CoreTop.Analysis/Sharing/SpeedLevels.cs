namespace CoreTop.Analysis.Sharing;

/// <summary>The speeds that slots of cores have, fastest first.</summary>
/// <remarks>
/// What tasks can get from slots is the sum over the levels of (speed - next lower speed) × the largest flow to slots that are at
/// least as fast. Speeds within 2 % are one level with their mean, so that the machine's total does not change.
/// </remarks>
internal sealed class SpeedLevels
{
    private const double Alike = 0.98;

    private readonly List<double> _speeds = [];
    private readonly List<double> _slowest = [];

    /// <summary>The levels of the given slots.</summary>
    public SpeedLevels(List<double> slots)
    {
        slots.Sort(static (a, b) => b.CompareTo(a));
        double fastest = 0, sum = 0;
        int count = 0;
        foreach (double speed in slots)
        {
            if (speed <= 0)
            {
                break;
            }

            if (count == 0 || speed < fastest * Alike)
            {
                _speeds.Add(speed);
                _slowest.Add(speed);
                fastest = speed;
                sum = 0;
                count = 0;
            }

            sum += speed;
            count++;
            _speeds[^1] = sum / count;
            _slowest[^1] = speed;
        }
    }

    /// <summary>How many levels there are.</summary>
    public int Count => _speeds.Count;

    /// <summary>By how much the level is faster than the next one.</summary>
    public double Step(int level) => _speeds[level] - (level + 1 < Count ? _speeds[level + 1] : 0);

    /// <summary>The level of a slot of that speed; <see cref="Count"/> for a slot that does nothing.</summary>
    public int LevelOf(double speed)
    {
        int level = 0;
        while (level < Count && speed < _slowest[level])
        {
            level++;
        }

        return level;
    }
}
