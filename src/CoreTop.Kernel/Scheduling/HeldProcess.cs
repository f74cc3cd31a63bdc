using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Scheduling;

/// <summary>A process that was taken hold of: pidfd_open(2).</summary>
/// <param name="pid">Its number.</param>
/// <param name="descriptor">
/// The pidfd; null where there is none, as before Linux 5.3: then the number is all that names it.
/// </param>
public sealed class HeldProcess(int pid, SafeFileHandle? descriptor) : IDisposable
{
    /// <summary>Its number.</summary>
    public int Pid => pid;

    /// <summary>Its pidfd; null for none.</summary>
    public SafeFileHandle? Descriptor => descriptor;

    /// <inheritdoc/>
    public void Dispose() => descriptor?.Dispose();
}
