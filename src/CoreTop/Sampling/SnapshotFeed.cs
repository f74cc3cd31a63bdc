
namespace CoreTop.Sampling;

/// <summary>Hands snapshots from the sampler thread to the UI thread: the newest wins, a slow screen drops the rest.</summary>
/// <param name="announce">Called from the sampler thread when there was nothing to take before; asks the UI thread to take.</param>
internal sealed class SnapshotFeed(Action announce)
{
    private Reading? _newest;

    /// <summary>Offers a reading; from the sampler thread.</summary>
    public void Publish(Reading reading)
    {
        if (Interlocked.Exchange(ref _newest, reading) is null)
        {
            announce();
        }
    }

    /// <summary>Takes the newest reading; null when it was taken already.</summary>
    public Reading? Take() => Interlocked.Exchange(ref _newest, null);
}
