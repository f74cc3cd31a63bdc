using System.Collections.Concurrent;
using CoreTop.Model.Inspection;

namespace CoreTop.Sampling;

/// <summary>
/// Hands what was read from the sampler thread to the UI thread: of readings the newest wins, a slow screen drops the rest; parts of a
/// process that were asked for all arrive.
/// </summary>
/// <param name="announce">Called from the sampler thread when there is something new to take; asks the UI thread to take.</param>
internal sealed class SnapshotFeed(Action announce)
{
    private readonly ConcurrentQueue<ProcessInspection> _parts = [];
    private Reading? _newest;

    /// <summary>Offers a reading; from the sampler thread.</summary>
    public void Publish(Reading reading)
    {
        if (Interlocked.Exchange(ref _newest, reading) is null)
        {
            announce();
        }
    }

    /// <summary>Offers a part of a process that was asked for; from the sampler thread.</summary>
    public void Answer(ProcessInspection part)
    {
        _parts.Enqueue(part);
        announce();
    }

    /// <summary>Takes the newest reading; null when it was taken already.</summary>
    public Reading? Take() => Interlocked.Exchange(ref _newest, null);

    /// <summary>Takes the next part of a process; null when all were taken.</summary>
    public ProcessInspection? TakePart() => _parts.TryDequeue(out ProcessInspection? part) ? part : null;
}
