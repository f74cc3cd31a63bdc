using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Native;

/// <summary>
/// What this program was started with and the runtime has changed since: signals to ignore, and how many files may be open. Native/found_at_start.c
/// notes it before the runtime begins, in the published program alone.
/// </summary>
internal static partial class FoundAtStart
{
    private const int BrokenPipe = 13, FileSize = 25, Usual = 0;

    /// <summary>Makes it as it was, for a program that takes this one's place.</summary>
    public static void Restore()
    {
        try
        {
            RestoreNow();
        }
        catch (DllNotFoundException)
        {
            // Run by dotnet, which nobody starts programs with: these two are what the runtime and this program ignore.
            _ = SetHandler(BrokenPipe, Usual);
            _ = SetHandler(FileSize, Usual);
        }
    }

    [LibraryImport("found_at_start", EntryPoint = "coretop_found_restore")]
    private static partial void RestoreNow();

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);
}
