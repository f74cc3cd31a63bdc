using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary>Which machine it is: /proc/sys/kernel/hostname and osrelease.</summary>
public static class HostFiles
{
    private const string HostNamePath = "/proc/sys/kernel/hostname";
    private const string KernelReleasePath = "/proc/sys/kernel/osrelease";

    /// <summary>Reads both files; a name that cannot be read is empty.</summary>
    public static HostInfo Read(KernelFiles files) => new(ReadLine(files, HostNamePath), ReadLine(files, KernelReleasePath));

    private static string ReadLine(KernelFiles files, string path) =>
        files.Read(path, out ReadOnlySpan<byte> text) == FileStatus.Ok ? Encoding.UTF8.GetString(text.Trim(" \n"u8)) : string.Empty;
}
