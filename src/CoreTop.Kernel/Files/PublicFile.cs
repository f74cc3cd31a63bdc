namespace CoreTop.Kernel.Files;

/// <summary>A file that others read, such as node_exporter its metrics: everybody may read it, and finds the former text or the new one, whole.</summary>
public static class PublicFile
{
    private const UnixFileMode ReadByAll =
        UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.GroupRead | UnixFileMode.OtherRead;

    /// <summary>Why no file can be put there, for the end of a sentence; null when one can, as far as can be said beforehand.</summary>
    /// <param name="path">Where the file goes.</param>
    public static string? WhyNot(string path) => WholeFile.WhyNot(path);

    /// <summary>Writes it beside, to the disk, and renames it (0644). What fails leaves the former file as it was.</summary>
    /// <param name="path">Where; see <see cref="WhyNot"/>.</param>
    /// <param name="text">What.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="MachineException">It cannot be written: the message is the end of a sentence, without its stop.</exception>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static void Replace(string path, ReadOnlySpan<byte> text, CancellationToken cancellation)
    {
        try
        {
            WholeFile.Replace(path, text, cancellation, ReadByAll);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new MachineException(WholeFile.Reason(problem), problem);
        }
    }
}
