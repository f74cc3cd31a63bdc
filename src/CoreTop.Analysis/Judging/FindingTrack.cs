namespace CoreTop.Analysis.Judging;

/// <summary>A finding over several refreshes: it is shown once it has lasted, and stays if a single refresh lacks it.</summary>
/// <param name="Finding">As last found.</param>
/// <param name="Refreshes">How many refreshes have found it.</param>
/// <param name="Seconds">How long it has lasted.</param>
/// <param name="IsShown">It is confirmed.</param>
/// <param name="IsMissing">The last refresh lacked it.</param>
internal sealed record FindingTrack(Finding Finding, int Refreshes, double Seconds, bool IsShown, bool IsMissing)
{
    /// <summary>Whether a finding is this one at another refresh.</summary>
    public bool Is(Finding other) => Finding.Rule == other.Rule && Finding.Subject == other.Subject;
}
