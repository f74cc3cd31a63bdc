namespace CoreTop.Kernel.Scheduling;

/// <summary>A captured machine's clocks: none can be asked.</summary>
internal sealed class NoProcessClocks : IProcessClocks
{
    /// <inheritdoc/>
    public bool TryRead(int pid, out long nanoseconds)
    {
        nanoseconds = 0;
        return false;
    }
}
