using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Panes.Details;

/// <summary>How busy one task was at each refresh since it was selected. Belongs to the UI thread.</summary>
/// <param name="key">The task.</param>
internal sealed class CpuHistory(TaskKey key)
{
    private const int MostRefreshes = 300;

    private readonly Queue<(double Run, TimeSpan Interval)> _refreshes = new();

    /// <summary>The task.</summary>
    public TaskKey Key { get; } = key;

    /// <summary>How many refreshes are kept.</summary>
    public int Count => _refreshes.Count;

    /// <summary>Takes a refresh in; one without rates is passed over.</summary>
    public void Add(TaskLoad task, TimeSpan interval)
    {
        if (interval <= TimeSpan.Zero)
        {
            return;
        }

        _refreshes.Enqueue((task.Run, interval));
        if (_refreshes.Count > MostRefreshes)
        {
            _refreshes.Dequeue();
        }
    }

    /// <summary>The CPU time in cores at the latest refreshes, the oldest first.</summary>
    /// <param name="most">The most that are returned.</param>
    /// <param name="span">The time they are over.</param>
    public double[] Latest(int most, out TimeSpan span)
    {
        (double Run, TimeSpan Interval)[] latest = [.. _refreshes.Skip(Math.Max(0, _refreshes.Count - most))];
        span = TimeSpan.FromTicks(latest.Sum(refresh => refresh.Interval.Ticks));
        return [.. latest.Select(refresh => refresh.Run)];
    }
}
