namespace CoreTop.Model.Sampling;

/// <summary>Which machine was read.</summary>
/// <param name="Name">Host name: /proc/sys/kernel/hostname; empty when the reading lacks it.</param>
/// <param name="KernelRelease">Kernel release: /proc/sys/kernel/osrelease; empty when the reading lacks it.</param>
public sealed record HostInfo(string Name, string KernelRelease);
