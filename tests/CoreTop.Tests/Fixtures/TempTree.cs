using System.Text;

namespace CoreTop.Tests.Fixtures;

/// <summary>A folder with files, gone after the test: the root that kernel files are read under.</summary>
internal sealed class TempTree : IDisposable
{
    public string Root { get; } = Directory.CreateTempSubdirectory("coretop-test-").FullName;

    /// <summary>Writes a file; its text is given as the kernel prints it, without the last line end.</summary>
    public TempTree With(string path, string text) => With(path, Encoding.UTF8.GetBytes(text + "\n"));

    public TempTree With(string path, byte[] bytes)
    {
        string file = Path.Combine(Root, path.TrimStart('/'));
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllBytes(file, bytes);
        return this;
    }

    public TempTree WithFolder(string path)
    {
        Directory.CreateDirectory(Path.Combine(Root, path.TrimStart('/')));
        return this;
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
