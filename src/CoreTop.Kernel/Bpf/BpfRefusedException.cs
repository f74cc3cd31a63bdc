namespace CoreTop.Kernel.Bpf;

/// <summary>Tasks cannot be read by a BPF program here: the message is a sentence that says why.</summary>
internal sealed class BpfRefusedException : Exception
{
    /// <summary>With the reason.</summary>
    /// <param name="message">A sentence.</param>
    /// <param name="log">What the kernel says of the program it refused; empty for nothing.</param>
    public BpfRefusedException(string message, string log = "")
        : base(message) => Log = log;

    /// <summary>What the kernel's verifier says; empty for nothing.</summary>
    public string Log { get; }
}
