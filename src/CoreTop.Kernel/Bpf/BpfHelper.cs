namespace CoreTop.Kernel.Bpf;

/// <summary>Functions of the kernel that a program may call, by their number in include/uapi/linux/bpf.h.</summary>
internal enum BpfHelper
{
    /// <summary>bpf_get_current_task: the task that reads, as a number.</summary>
    CurrentTask = 35,

    /// <summary>bpf_probe_read_kernel(to, bytes, from): copies kernel memory, zeros where it cannot be read.</summary>
    ReadKernel = 113,

    /// <summary>bpf_seq_write(file, from, bytes): gives bytes to whoever reads the iterator.</summary>
    Write = 127,
}
