using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Screen;

/// <summary>What the message line says.</summary>
/// <param name="readings">What is wrong with the machine may matter more.</param>
/// <param name="time">The clock.</param>
/// <param name="changed">Called when there is something to draw.</param>
internal sealed class Messages(Readings readings, TimeProvider time, Action changed)
{
    private static readonly TimeSpan Lasting = TimeSpan.FromSeconds(6);

    private StatusMessage? _aging;
    private long _agingSince;
    private string? _notice;
    private StatusMessage? _here;
    private StatusMessage? _allWell;

    /// <summary>What is said; null for nothing.</summary>
    public StatusMessage? Current { get; set; }

    /// <summary>What was said last, still there or not; null while nothing was.</summary>
    public StatusMessage? Last { get; private set; }

    /// <summary>The message to draw; null when there is none, or when a finding matters more than what cannot be read.</summary>
    public StatusMessage? Shown =>
        Current is { Kind: StatusKind.Problem or StatusKind.Note } && !readings.Diagnosis.Findings.IsEmpty ? null : Current;

    /// <summary>Says something.</summary>
    public void Say(string text, StatusKind kind)
    {
        Current = _notice is { } notice ? new StatusMessage($"{text} {notice}", StatusKind.Refused) : new StatusMessage(text, kind);
        (_notice, Last) = (null, Current);
        changed();
    }

    /// <summary>Refuses a key in words that count only while the keyboard stays where it is.</summary>
    public void RefuseHere(string text)
    {
        Say(text, StatusKind.Refused);
        _here = Current;
    }

    /// <summary>Says that nothing is wrong, in words that count only until something is.</summary>
    public void SayAllIsWell(string text, StatusKind kind)
    {
        Say(text, kind);
        _allWell = Current;
    }

    /// <summary>The keyboard is elsewhere.</summary>
    public void Leave()
    {
        if (Current is not null && ReferenceEquals(Current, _here))
        {
            Current = null;
            changed();
        }
    }

    /// <summary>What the last keys did or did not do is no longer of interest.</summary>
    public void Forget()
    {
        if (Current is { Kind: StatusKind.Done or StatusKind.Refused })
        {
            Current = null;
            changed();
        }
    }

    /// <summary>Says something behind the next sentence.</summary>
    public void Notice(string sentence) => _notice = sentence;

    /// <summary>A refresh has come: a message that has had its time gives way to a finding, and what cannot be read is said.</summary>
    public void Age(Snapshot snapshot)
    {
        if (_allWell is not null && ReferenceEquals(Current, _allWell) && !readings.Diagnosis.Findings.IsEmpty)
        {
            Current = null;
        }

        if (!ReferenceEquals(Current, _aging))
        {
            (_aging, _agingSince) = (Current, time.GetTimestamp());
        }
        else if (Current is not null && !readings.Diagnosis.Findings.IsEmpty && time.GetElapsedTime(_agingSince) >= Lasting)
        {
            Current = null;
        }

        if (Current is null or { Kind: StatusKind.Problem or StatusKind.Note })
        {
            Current = StatusMessage.Of(snapshot.Problems);
        }
    }
}
