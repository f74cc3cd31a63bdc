using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Capture;

/// <summary>A capture in memory.</summary>
/// <param name="Text">The whole of it.</param>
/// <param name="Readings">How many readings it holds.</param>
/// <param name="Processes">Processes in the last one.</param>
/// <param name="Files">Kernel files in it.</param>
public sealed record MadeCapture(ReadOnlyMemory<byte> Text, int Readings, int Processes, int Files)
{
    /// <summary>Files that are not in it, as their paths are longer or deeper than a capture may have them.</summary>
    public int LeftOut { get; init; }

    /// <summary>Says beforehand that a file cannot be written, where that is known without trying.</summary>
    /// <param name="path">Where it goes.</param>
    /// <exception cref="MachineException">It cannot be: the message is a sentence for the user.</exception>
    public static void CheckTarget(string path)
    {
        if (WholeFile.WhyNot(path) is { } reason)
        {
            throw new MachineException($"The capture cannot be written to \"{path}\": {reason}.");
        }
    }

    /// <summary>Saves it in a file that only this user may read; one that is there is replaced, when all of this one is on the disk.</summary>
    /// <param name="path">Where.</param>
    /// <param name="cancellation">Ends it: nothing is left behind.</param>
    /// <exception cref="MachineException">It cannot be written: the message is a sentence for the user.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public void Save(string path, CancellationToken cancellation)
    {
        CheckTarget(path);
        try
        {
            WholeFile.Replace(path, Text.Span, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            string former = File.Exists(path) ? " The file that was there is unchanged." : string.Empty;
            throw new MachineException(
                $"The capture cannot be written to \"{path}\": {WholeFile.Reason(exception)}.{former}", exception);
        }
    }
}
