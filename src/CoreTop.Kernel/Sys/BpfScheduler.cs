using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Sys;

/// <summary>The scheduler that a BPF program brings with it (sched_ext), where one is loaded.</summary>
/// <param name="files">The machine's files.</param>
/// <seealso href="https://docs.kernel.org/scheduler/sched-ext.html"/>
internal sealed class BpfScheduler(KernelFiles files)
{
    private const string StatePath = "/sys/kernel/sched_ext/state";
    private const string NamePath = "/sys/kernel/sched_ext/root/ops";
    private const int LongestName = 64;

    private bool _isPossible = true;
    private string? _name;

    /// <summary>Its name; null when the kernel's own scheduler is in charge. The same object while it is the same.</summary>
    public string? Read()
    {
        if (!_isPossible)
        {
            return null;
        }

        // A kernel built without it has no such file, and never will have.
        FileStatus status = files.Read(StatePath, out ReadOnlySpan<byte> text);
        _isPossible = status != FileStatus.Gone;
        if (status != FileStatus.Ok || !text.TrimEnd((byte)'\n').SequenceEqual("enabled"u8))
        {
            return _name = null;
        }

        ReadOnlySpan<byte> name = files.Read(NamePath, out text) == FileStatus.Ok ? text.TrimEnd((byte)'\n') : "unknown"u8;
        return _name = _name is not null && Ascii.Equals(name, _name) ? _name : PrintableText.Of(name, LongestName);
    }
}
