using System.Globalization;
using System.Text.Unicode;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Archive;

/// <summary>Reads the text of a capture into a tree of its files, in memory alone.</summary>
internal sealed class CaptureReader
{
    private static readonly byte[] NextHead = [(byte)'\n', .. CaptureText.HeadStart];

    private readonly string _path;
    private readonly byte[] _text;
    private readonly CaptureBounds _bounds;
    private readonly CaptureTree _tree;
    private int _at;
    private int _entries;
    private int _folders;
    private int _readings;

    private CaptureReader(string path, byte[] text, CaptureBounds bounds)
    {
        _path = path;
        _text = text;
        _bounds = bounds;
        _tree = new CaptureTree(text);
    }

    /// <summary>Reads a capture.</summary>
    /// <param name="path">The file that the text was read from, for messages.</param>
    /// <param name="text">Its bytes, which must not change any more.</param>
    /// <param name="bounds">How much it may hold; without them, <see cref="CaptureBounds.Default"/>.</param>
    /// <exception cref="MachineException">It is not a capture, or not a whole one: the message is a sentence for the user.</exception>
    public static CaptureTree Read(string path, byte[] text, CaptureBounds? bounds = null)
    {
        ReadOnlySpan<byte> body = CaptureFormat.BodyOf(path, text);
        var reader = new CaptureReader(path, text, bounds ?? CaptureBounds.Default);
        reader.Read(body);
        return reader._tree;
    }

    // Heads are looked for rather than lines, as most of a capture is content.
    private void Read(ReadOnlySpan<byte> body)
    {
        int at = IndexFrom(body, 0, NextHead);
        while (at < body.Length)
        {
            _at = at + 1;
            int end = IndexFrom(body, _at, "\n"u8);
            at = IndexFrom(body, end, NextHead);
            ReadEntry(body[_at..end], (Math.Min(end + 1, body.Length), Math.Min(at + 1, body.Length)));
        }
    }

    private static int IndexFrom(ReadOnlySpan<byte> text, int from, ReadOnlySpan<byte> wanted)
    {
        int at = text[from..].IndexOf(wanted);
        return at < 0 ? text.Length : from + at;
    }

    private void ReadEntry(ReadOnlySpan<byte> head, (int Start, int End) content)
    {
        bool isSame = head.EndsWith(" = --"u8);
        if (!head.EndsWith(" --"u8) || head.Length < 7)
        {
            throw Malformed("a file's path and \" --\" are expected after \"-- \"");
        }

        ReadOnlySpan<byte> path = PathOf(head[3..^(isSame ? 5 : 3)]);
        bool isFolder = path[^1] == '/';
        if (++_entries > _bounds.Entries)
        {
            throw Malformed(Text($"a capture may hold at most {_bounds.Entries:N0} files"));
        }

        int node = Place(isFolder ? path[..^1] : path, isFolder);
        if (isSame)
        {
            _tree.ShareContent(node, Before(path));
        }

        CountReading(path);
        if (!isSame && !isFolder)
        {
            CheckContent(content.Start, content.End);
            _tree.SetContent(node, content.Start, content.End - content.Start);
        }
        else if (content.End > content.Start)
        {
            _at = content.Start;
            throw Malformed("text follows a folder, or a file that reads as before");
        }
    }

    private ReadOnlySpan<byte> PathOf(ReadOnlySpan<byte> written)
    {
        ReadOnlySpan<byte> path = written;
        if (written.Contains((byte)'\\'))
        {
            if (!CaptureText.TryMeasure(written, out int length))
            {
                throw NoEscape();
            }

            byte[] unescaped = new byte[length];
            CaptureText.Unescape(written, unescaped);
            path = unescaped;
        }

        return path.Length > _bounds.PathBytes ? throw Malformed(Text($"its path is longer than {_bounds.PathBytes:N0} bytes"))
            : !Utf8.IsValid(path) || path.Contains((byte)0) ? throw NotBelow()
            : path;
    }

    // A capture comes from anybody: no path may lead out of the root.
    private int Place(ReadOnlySpan<byte> path, bool isFolder)
    {
        int node = CaptureTree.Root;
        for (int depth = 1; ; depth++)
        {
            int slash = path.IndexOf((byte)'/');
            ReadOnlySpan<byte> name = slash < 0 ? path : path[..slash];
            if (name.IsEmpty || name.SequenceEqual("."u8) || name.SequenceEqual(".."u8))
            {
                throw NotBelow();
            }

            if (name.Length > _bounds.NameBytes || depth > _bounds.Depth)
            {
                throw Malformed(depth > _bounds.Depth
                    ? Text($"its path has more than {_bounds.Depth} components")
                    : Text($"a name in its path is longer than {_bounds.NameBytes} bytes"));
            }

            node = Take(node, name, isFolder: isFolder || slash >= 0);
            if (slash < 0)
            {
                return node;
            }

            path = path[(slash + 1)..];
        }
    }

    private int Take(int folder, ReadOnlySpan<byte> name, bool isFolder)
    {
        int node = _tree.Find(folder, name);
        if (node == CaptureTree.None)
        {
            return isFolder && ++_folders > _bounds.Folders
                ? throw Malformed(Text($"a capture may hold at most {_bounds.Folders:N0} folders"))
                : _tree.Add(folder, name, isFolder);
        }

        return isFolder && _tree.IsFolder(node) ? node
            : isFolder ? throw Malformed("its path needs a folder where the capture has a file")
            : throw Malformed(_tree.IsFolder(node) ? "the capture has a folder of that name" : "the capture has that file already");
    }

    private int Before(ReadOnlySpan<byte> path)
    {
        int reading = ReadingOf(path, out ReadOnlySpan<byte> rest);
        if (reading < 0 || rest.IsEmpty || rest[^1] == '/')
        {
            throw Malformed("only files of /proc can be as they were before");
        }

        int node = CaptureTree.Root;
        Span<byte> proc = stackalloc byte[16];
        CaptureFormat.Reading.CopyTo(proc);
        _ = (reading - 1).TryFormat(proc[CaptureFormat.Reading.Length..], out int digits, default, CultureInfo.InvariantCulture);
        ReadOnlySpan<byte> name = proc[..(CaptureFormat.Reading.Length + digits)];
        while (true)
        {
            node = _tree.Find(node, name);
            if (node == CaptureTree.None || rest.IsEmpty)
            {
                break;
            }

            int slash = rest.IndexOf((byte)'/');
            name = slash < 0 ? rest : rest[..slash];
            rest = slash < 0 ? default : rest[(slash + 1)..];
        }

        return node != CaptureTree.None && !_tree.IsFolder(node) ? node : throw Malformed("the reading before has no such file");
    }

    private void CountReading(ReadOnlySpan<byte> path)
    {
        int reading = ReadingOf(path, out _);
        if (reading >= _bounds.Readings)
        {
            throw Malformed(Text($"a capture may hold at most {_bounds.Readings:N0} readings"));
        }

        if (reading > _readings)
        {
            throw Malformed(Text($"proc@{reading} comes without proc@{_readings}"));
        }

        _readings = Math.Max(_readings, reading + 1);
    }

    // The number of the reading that a path belongs to; -1 for a path outside of proc@N.
    private static int ReadingOf(ReadOnlySpan<byte> path, out ReadOnlySpan<byte> rest)
    {
        int slash = path.IndexOf((byte)'/');
        rest = slash < 0 ? default : path[(slash + 1)..];
        if (slash < 0 || !path.StartsWith(CaptureFormat.Reading))
        {
            return -1;
        }

        ReadOnlySpan<byte> digits = path[CaptureFormat.Reading.Length..slash];
        bool isPlain = digits is [(byte)'0'] or [>= (byte)'1' and <= (byte)'9', ..];
        return isPlain && int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int reading) ? reading : -1;
    }

    private void CheckContent(int start, int end)
    {
        if (!CaptureText.TryMeasure(_text.AsSpan(start..end), out int length))
        {
            _at = start + length;
            throw NoEscape();
        }

        if (length > _bounds.FileBytes)
        {
            throw Malformed(Text($"a file in a capture may have at most {_bounds.FileBytes:N0} bytes"));
        }
    }

    private MachineException NoEscape() => Malformed("a backslash in it stands for nothing");

    private MachineException NotBelow() => Malformed("its path is not one below the machine's root");

    private MachineException Malformed(string what) => CaptureFormat.Malformed(_path, _text, _at, what);

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
