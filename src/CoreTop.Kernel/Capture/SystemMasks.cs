using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Tasks;

namespace CoreTop.Kernel.Capture;

/// <summary>Files of the machine that hold little besides the kernel's own words.</summary>
internal static partial class SystemMasks
{
    private const string BpfScheduler = "/sys/kernel/sched_ext/root/ops";

    // Version, and what distributions and kernels' flavours are called.
    [GeneratedRegex(
        """
        ^[0-9]+(?:\.[0-9]+)*(?:[-.+_](?:[0-9]+(?:\.[0-9]+)*|rc[0-9]+|rt[0-9]*|el[0-9_]+|fc[0-9]+|amzn[0-9]+|deb[0-9]+u?[0-9]*|bpo|default|generic|lowlatency
          |server|desktop|virtual|cloud|aws|azure|gcp|gke|oracle|kvm|amd64|arm64|x86_64|aarch64|s390x|ppc64le|riscv64|arch[0-9]*|zen[0-9]*|lts|hardened
          |microsoft|standard|WSL2|uek|pve|raspi|v[0-9]+|debug|preempt|common|stable))*
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.CultureInvariant)]
    private static partial Regex Version { get; }

    /// <summary>The kernel's release, up to what somebody added to it.</summary>
    public static string Release(ReadOnlySpan<byte> text) => Version.Match(Encoding.UTF8.GetString(text.Trim(" \n"u8))).Value + "\n";

    /// <summary>The heading of the shared memory, and the key of OpenBLAS's table where it is there.</summary>
    public static string SharedMemory(ReadOnlySpan<byte> text) => SharedMemoryFile.HasKey(text, SharedMemoryFile.OpenBlasKey)
        ? string.Create(CultureInfo.InvariantCulture, $"key shmid\n{SharedMemoryFile.OpenBlasKey} 0\n")
        : "key shmid\n";

    /// <summary>A session's number and nice value; null for anything else.</summary>
    public static string? Autogroup(ReadOnlySpan<byte> text)
    {
        try
        {
            Autogroup? group = AutogroupFile.Parse(text);
            return group is { } known ? string.Create(CultureInfo.InvariantCulture, $"/autogroup-{known.Number} nice {known.Nice}\n") : string.Empty;
        }
        catch (KernelFormatException)
        {
            return null;
        }
    }

    /// <summary>A file of the kernel's own words; the name of a BPF scheduler is its author's.</summary>
    public static byte[] Kernel(string path, ReadOnlySpan<byte> text) =>
        path == BpfScheduler && !text.StartsWith("scx_"u8) ? [.. "scheduler\n"u8] : text.ToArray();
}
