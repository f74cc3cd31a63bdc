using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Files;

/// <summary>What CoreTop uses of <c>struct statfs</c>, and room for the rest of it on any architecture.</summary>
[StructLayout(LayoutKind.Sequential, Size = 256)]
internal readonly struct FileSystemFacts
{
    private readonly nint _type;

    /// <summary>f_type: which file system it is.</summary>
    public nint Type => _type;
}
