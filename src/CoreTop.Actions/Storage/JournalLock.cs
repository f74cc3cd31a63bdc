using CoreTop.Kernel.Files;

namespace CoreTop.Actions.Storage;

/// <summary>The journal's lock, given back when it is disposed of.</summary>
/// <param name="file">The file that was locked.</param>
/// <param name="isHeld">See <see cref="IsHeld"/>.</param>
internal sealed class JournalLock(StoredFile file, bool isHeld) : IDisposable
{
    /// <summary>No other program has it; false where the file system has no locks.</summary>
    public bool IsHeld => isHeld;

    /// <inheritdoc/>
    public void Dispose() => file.Dispose();
}
