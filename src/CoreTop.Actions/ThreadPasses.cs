namespace CoreTop.Actions;

/// <summary>
/// Counts the looks at a process's threads. One that is born of a thread not yet changed has the old affinity, so they are
/// listed again and again, until two passes in a row found nothing to do.
/// </summary>
/// <param name="quietNeeded">Passes in a row that must find nothing to do.</param>
internal sealed class ThreadPasses(int quietNeeded = ThreadPasses.QuietOfProcess)
{
    private const int QuietOfProcess = 2;
    private const int Most = 10;

    private int _quiet;

    /// <summary>How many have begun.</summary>
    public int Count { get; private set; }

    /// <summary>No further pass is due: nothing is left to do, or there were too many.</summary>
    public bool AreOver => _quiet >= quietNeeded || Count >= Most;

    /// <summary>The last one found nothing to do.</summary>
    public bool IsQuiet => _quiet > 0;

    /// <summary>Begins one.</summary>
    public void Begin() => Count++;

    /// <summary>Ends it.</summary>
    /// <param name="wasQuiet">It found nothing to do.</param>
    public void End(bool wasQuiet) => _quiet = wasQuiet ? _quiet + 1 : 0;
}
