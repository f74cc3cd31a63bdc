using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Native;

/// <summary>What the kernel says of this program itself.</summary>
public static partial class OwnProcess
{
    /// <summary>The user id that the calling thread acts as, asked each time: geteuid(2). 0 is root.</summary>
    public static uint EffectiveUser => GetEffectiveUser();

    [LibraryImport("libc", EntryPoint = "geteuid")]
    private static partial uint GetEffectiveUser();
}
