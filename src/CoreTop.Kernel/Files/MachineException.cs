namespace CoreTop.Kernel.Files;

/// <summary>A machine cannot be opened; the message is a sentence for the user.</summary>
public sealed class MachineException : Exception
{
    /// <summary>With the sentence.</summary>
    public MachineException(string message)
        : base(message)
    {
    }

    /// <summary>Without a message.</summary>
    public MachineException()
    {
    }

    /// <summary>With the failure behind it.</summary>
    public MachineException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
