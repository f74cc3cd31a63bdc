using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Screen;

/// <summary>What was read of the machine: what is shown, and the newest, by which decisions are made while the screen is paused too.</summary>
/// <param name="services">The clock, and how often the machine is read.</param>
internal sealed class Readings(ScreenServices services)
{
    /// <summary>The first snapshot has no rates, and the second but a moment's: what is on top after them is what a user reads.</summary>
    private const int SettlingSnapshots = 4;

    private int _settlingLeft = SettlingSnapshots;
    private long _latestAt;

    /// <summary>What is decided by loads older than this, and than three refreshes, is decided blindly.</summary>
    public static TimeSpan Lasts { get; } = TimeSpan.FromSeconds(10);

    /// <summary>The snapshot that is shown; null until the first is there.</summary>
    public Snapshot? Snapshot { get; private set; }

    /// <summary>What is wrong in it.</summary>
    public Diagnosis Diagnosis { get; private set; } = Diagnosis.Nothing;

    /// <summary>The newest reading; null when the machine could not be read at the last try.</summary>
    public (Snapshot Snapshot, Diagnosis Diagnosis)? Latest { get; private set; }

    /// <summary>The screen keeps what it shows.</summary>
    public bool IsPaused { get; set; }

    /// <summary>The snapshot that is shown is one of the first, and no key was pressed yet.</summary>
    public bool IsSettling { get; private set; }

    /// <summary>Whether refreshes come as often as they should.</summary>
    public RefreshRhythm Rhythm { get; } = new();

    /// <summary>Takes a reading in; while paused only as the newest.</summary>
    public void Take(Snapshot snapshot, Diagnosis diagnosis)
    {
        (Latest, _latestAt) = ((snapshot, diagnosis), services.Time.GetTimestamp());
        Rhythm.Take(snapshot.Interval, services.Pace.Delay);
    }

    /// <summary>Shows the newest reading.</summary>
    public void ShowLatest()
    {
        if (Latest is var (snapshot, diagnosis))
        {
            (Snapshot, Diagnosis) = (snapshot, diagnosis);
            IsSettling = _settlingLeft > 0;
            _settlingLeft -= IsSettling ? 1 : 0;
        }
    }

    /// <summary>The machine could not be read; what is shown stays.</summary>
    public void Fail() => (Latest, Diagnosis) = (null, Diagnosis.Nothing);

    /// <summary>The user has begun to look at what is shown.</summary>
    public void EndSettling() => _settlingLeft = 0;

    /// <summary>Why nothing can be decided by how busy CPUs are: that is not known any more; null when it is.</summary>
    public string? WhyNotDecide()
    {
        if (Latest is not var (snapshot, _))
        {
            return "The machine could not be read at the last try: how busy its CPUs are is not known.";
        }

        if (snapshot.AreCpusUntold)
        {
            return "How busy the CPUs are is not known, as /proc/stat cannot be read.";
        }

        TimeSpan age = services.Time.GetElapsedTime(_latestAt);
        return services.IsLive && age > Lasts && age > 3 * services.Pace.Delay
            ? $"The machine was last read {age.TotalSeconds:0} s ago: how busy its CPUs are now is not known."
            : null;
    }
}
