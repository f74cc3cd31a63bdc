using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Kernel.Capture;

/// <summary>Unpacks a capture into an empty folder, and nowhere else.</summary>
internal sealed class CaptureReader
{
    private const int LargestFile = 512 * 1024 * 1024;
    private const long LargestUnpacked = 1024L * 1024 * 1024;
    private const int MostFiles = 2_000_000;
    private const int LongestPath = 1024;
    private const int LongestName = 255;

    private readonly string _path;
    private readonly string _folder;
    private readonly List<byte> _content = [];
    private readonly HashSet<string> _folders = [];
    private int _line;
    private long _bytes;
    private int _files;

    private CaptureReader(string path, string folder)
    {
        _path = path;
        _folder = folder;
    }

    /// <summary>Unpacks a capture.</summary>
    /// <param name="path">The file.</param>
    /// <param name="folder">An empty folder.</param>
    /// <exception cref="MachineException">It cannot be read or is no capture: the message is a sentence for the user.</exception>
    public static void Unpack(string path, string folder)
    {
        byte[] text;
        try
        {
            text = new FileInfo(path).Length <= LargestFile
                ? File.ReadAllBytes(path)
                : throw new MachineException($"{path} is larger than a capture may be: 512 MiB.");
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MachineException($"{path} cannot be read: {exception.Message}", exception);
        }

        var reader = new CaptureReader(path, folder);
        try
        {
            reader.Unpack(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MachineException(
                $"{path}, line {reader._line}: it cannot be unpacked into {folder}: {exception.Message}", exception);
        }
    }

    private void Unpack(ReadOnlySpan<byte> text)
    {
        var lines = new LineReader(text);
        _line = 1;
        bool hasFirst = lines.TryNext(out ReadOnlySpan<byte> line);
        bool hasEnd = line.SequenceEqual("coretop capture 1"u8);
        if (!hasFirst || !(hasEnd || line.SequenceEqual(Encoding.ASCII.GetBytes(CaptureArchive.FirstLine))))
        {
            throw new MachineException($"{_path} is no capture: its first line is not \"{CaptureArchive.FirstLine}\".");
        }

        string? file = null;
        while (lines.TryNext(out line))
        {
            _line++;
            if (line.SequenceEqual(Encoding.ASCII.GetBytes(CaptureArchive.LastLine)))
            {
                hasEnd = true;
                break;
            }

            if (line.StartsWith(CaptureText.HeadStart))
            {
                Save(file);
                file = ReadHead(line);
            }
            else if (file is not null && !CaptureText.TryRead(line, _content))
            {
                throw Malformed("a backslash in it stands for nothing");
            }
        }

        Save(file);
        if (!hasEnd)
        {
            throw new MachineException($"{_path} was cut: its last line is not \"{CaptureArchive.LastLine}\".");
        }
    }

    // The file whose content follows; null for one that is complete with its head.
    private string? ReadHead(ReadOnlySpan<byte> line)
    {
        bool isSame = line.EndsWith(" = --"u8);
        if (!line.EndsWith(" --"u8) || line.Length < 7)
        {
            throw Malformed("a file's path and \" --\" are expected after \"-- \"");
        }

        _content.Clear();
        if (!CaptureText.TryRead(line[3..^(isSame ? 5 : 3)], _content))
        {
            throw Malformed("a backslash in it stands for nothing");
        }

        string path = Encoding.UTF8.GetString([.. _content[..^1]]);
        _content.Clear();
        string target = Target(path);
        if (++_files > MostFiles)
        {
            throw Malformed("the capture holds too many files");
        }

        if (path.EndsWith('/'))
        {
            MakeFolder(target);
            return null;
        }

        MakeFolder(Path.GetDirectoryName(target)!);
        if (isSame)
        {
            Repeat(path, target);
            return null;
        }

        return target;
    }

    private void Repeat(string path, string target)
    {
        int slash = path.IndexOf('/', StringComparison.Ordinal);
        string before = slash > 5 && path.StartsWith("proc@", StringComparison.Ordinal)
            && int.TryParse(path.AsSpan(5, slash - 5), NumberStyles.None, CultureInfo.InvariantCulture, out int reading)
            ? Target($"proc@{reading - 1}{path[slash..]}")
            : throw Malformed("only files of /proc can be as they were before");
        if (!File.Exists(before))
        {
            throw Malformed("the reading before has no such file");
        }

        // Nobody writes to these files, so one may have two names.
        if (FileNative.Link(before, target) != 0)
        {
            Count(new FileInfo(before).Length);
            File.Copy(before, target);
        }
    }

    private void MakeFolder(string folder)
    {
        if (_folders.Add(folder))
        {
            Directory.CreateDirectory(folder);
        }
    }

    private void Save(string? file)
    {
        if (file is null)
        {
            return;
        }

        Count(_content.Count);
        using SafeFileHandle handle = File.OpenHandle(file, FileMode.CreateNew, FileAccess.Write);
        RandomAccess.Write(handle, CollectionsMarshal.AsSpan(_content), fileOffset: 0);
    }

    private void Count(long bytes)
    {
        _bytes += bytes;
        if (_bytes > LargestUnpacked)
        {
            throw Malformed("the capture holds more than 1 GiB");
        }
    }

    // A capture comes from anybody: no path may lead out of the folder.
    private string Target(string path)
    {
        string[] names = path.TrimEnd('/').Split('/');
        bool isSafe = path.Length <= LongestPath
            && names.All(name => name.Length is > 0 and <= LongestName && name is not ("." or "..")
                && !name.Contains('\0', StringComparison.Ordinal) && !name.Contains('\uFFFD', StringComparison.Ordinal));
        return isSafe
            ? Path.Combine(_folder, Path.Combine(names))
            : throw Malformed("its path is not one below the machine's root");
    }

    private MachineException Malformed(string what) => new($"{_path}, line {_line}: {what}.");
}
