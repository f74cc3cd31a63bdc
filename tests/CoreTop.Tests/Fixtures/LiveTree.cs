using CoreTop.Kernel.Files;

namespace CoreTop.Tests.Fixtures;

/// <summary>Files of a folder that pass for those of the running machine.</summary>
internal sealed class LiveTree(string root) : IFileSource
{
    private readonly FolderFiles _files = new(root);

    /// <summary>Paths that were listed.</summary>
    public List<string> Listed { get; } = [];

    public bool IsLive => true;

    public int Read(ReadOnlySpan<byte> path, bool isTaskFile, out ReadOnlySpan<byte> text) => _files.Read(path, isTaskFile, out text);

    public int List(ReadOnlySpan<byte> path, bool isTaskFolder, FolderEntryAction visit)
    {
        Listed.Add(System.Text.Encoding.UTF8.GetString(path));
        return _files.List(path, isTaskFolder, visit);
    }

    public int ReadLink(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> target) => _files.ReadLink(path, out target);

    public IFileSource Another() => new LiveTree(root);

    public void Dispose() => _files.Dispose();
}
