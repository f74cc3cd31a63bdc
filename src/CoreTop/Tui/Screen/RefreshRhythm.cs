namespace CoreTop.Tui.Screen;

/// <summary>Knows whether refreshes come as often as they were asked for.</summary>
internal sealed class RefreshRhythm
{
    private const double LateFrom = 1.5;
    private bool _wasLate;

    /// <summary>Time from one refresh to the next; null while it is what was asked for.</summary>
    public TimeSpan? Late { get; private set; }

    /// <summary>Takes a refresh in.</summary>
    /// <param name="interval">Time since the one before.</param>
    /// <param name="delay">What was asked for.</param>
    public void Take(TimeSpan interval, TimeSpan delay)
    {
        bool isLate = interval >= delay * LateFrom;

        // One alone says nothing: the program was stopped for a while, or the delay was longer until now.
        Late = isLate && _wasLate ? interval : null;
        _wasLate = isLate;
    }
}
