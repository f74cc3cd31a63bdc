using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Native;

/// <summary>struct rlimit of 64-bit machines.</summary>
[StructLayout(LayoutKind.Sequential)]
internal struct ResourceBounds
{
    /// <summary>What holds now.</summary>
    public ulong Soft;

    /// <summary>What the process may raise it to.</summary>
    public ulong Hard;
}
