using CoreTop.Actions.Storage;
using CoreTop.Kernel.Files;

namespace CoreTop.Actions;

/// <summary>
/// Notices that a journal on disk was written to, by whichever CoreTop. One thread looks, which may take long on a shared
/// folder; another asks.
/// </summary>
public sealed class JournalWatch
{
    private readonly JournalFile? _file;
    private FileStamp? _seen;
    private bool _hasChanged = true;

    /// <summary>Watches a file; null for a journal in memory, which does not change by itself.</summary>
    internal JournalWatch(JournalFile? file) => _file = file;

    /// <summary>Looks at the file.</summary>
    public void Look()
    {
        if (_file?.Stamp() is { } stamp && stamp != _seen)
        {
            _seen = stamp;
            Volatile.Write(ref _hasChanged, true);
        }
    }

    /// <summary>Whether it was written to since this was last asked; true at first.</summary>
    public bool TakeChange() => Interlocked.Exchange(ref _hasChanged, false);
}
