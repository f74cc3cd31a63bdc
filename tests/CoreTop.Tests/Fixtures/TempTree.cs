using System.Text;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;

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

    /// <summary>Writes all files of a capture, so that it can be read as a folder.</summary>
    public TempTree WithCapture(string path)
    {
        var files = new CaptureFiles(CaptureReader.Read(path, File.ReadAllBytes(path)));
        Write(string.Empty);
        return this;

        void Write(string folder)
        {
            var entries = new List<(string Path, bool IsFolder)>();
            files.List(Encoding.UTF8.GetBytes(folder + "/\0"), isTaskFolder: false, (name, type) =>
                entries.Add(($"{folder}/{Encoding.UTF8.GetString(name)}", type == FileNative.FolderType)));
            foreach ((string entry, bool isFolder) in entries)
            {
                if (isFolder)
                {
                    WithFolder(entry);
                    Write(entry);
                }
                else
                {
                    Assert.Equal(0, files.Read(Encoding.UTF8.GetBytes(entry + '\0'), isTaskFile: false, out ReadOnlySpan<byte> text));
                    With(entry, text.ToArray());
                }
            }
        }
    }

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
