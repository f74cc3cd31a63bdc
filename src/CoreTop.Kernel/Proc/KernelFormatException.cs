namespace CoreTop.Kernel.Proc;

/// <summary>A kernel file did not read as documented. Caught where samples are read, and shown as a read problem.</summary>
public sealed class KernelFormatException : Exception
{
    /// <summary>With a message saying what was expected.</summary>
    public KernelFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public KernelFormatException()
    {
    }

    /// <summary>With the failure behind it.</summary>
    public KernelFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
