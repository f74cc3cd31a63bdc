using System.Runtime.InteropServices;

namespace CoreTop.Tests.Fixtures;

/// <summary>Makes the kinds of files that .NET does not.</summary>
internal static partial class UnixFiles
{
    /// <summary>A FIFO for its owner alone: 0, or -1.</summary>
    public static int MakeFifo(string path) => MakeFifo(path, 0x180);

    [LibraryImport("libc", EntryPoint = "mkfifo", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int MakeFifo(string path, uint mode);
}
