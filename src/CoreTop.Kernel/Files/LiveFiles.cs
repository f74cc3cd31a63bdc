namespace CoreTop.Kernel.Files;

/// <summary>The files of the running machine. Nothing here allocates, as every refresh reads thousands of them.</summary>
internal sealed class LiveFiles : IFileSource
{
    private const int NoDescriptor = -1;
    private static readonly int ProcPrefix = "/proc/".Length;

    private readonly DescriptorReader _reader = new();
    private int _proc = NoDescriptor;

    /// <inheritdoc/>
    public bool IsLive => true;

    // A task's files are made whole by one read, so a read that does not fill the buffer was the last.

    /// <inheritdoc/>
    public int Read(ReadOnlySpan<byte> path, bool isTaskFile, out ReadOnlySpan<byte> text) =>
        _reader.Read(Open(path, isTaskFile), isOneRecord: isTaskFile, out text);

    /// <inheritdoc/>
    public int List(ReadOnlySpan<byte> path, bool isTaskFolder, FolderEntryAction visit) =>
        _reader.List(Open(path, isTaskFolder), visit);

    /// <inheritdoc/>
    public int ReadLink(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> target) =>
        _reader.ReadLink(FileNative.CurrentFolder, in path[0], out target);

    /// <inheritdoc/>
    public int OpenToKeep(ReadOnlySpan<byte> path) => Open(path, isOfTask: true);

    /// <inheritdoc/>
    public int ReadKept(int file, out ReadOnlySpan<byte> text) => _reader.ReadAgain(file, out text);

    /// <inheritdoc/>
    public IFileSource Another() => new LiveFiles();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (_proc >= 0)
        {
            _ = FileNative.Close(_proc);
        }

        _proc = NoDescriptor;
    }

    // /proc is held open, so that opening a task's file does not walk the root each time.
    private int Open(ReadOnlySpan<byte> path, bool isOfTask)
    {
        if (!isOfTask)
        {
            return FileNative.OpenAt(FileNative.CurrentFolder, in path[0], FileNative.ReadFlags);
        }

        if (_proc < 0)
        {
            _proc = FileNative.OpenAt(FileNative.CurrentFolder, in "/proc\0"u8[0], FileNative.ReadFlags);
        }

        return FileNative.OpenAt(_proc, in path[ProcPrefix], FileNative.ReadFlags);
    }
}
