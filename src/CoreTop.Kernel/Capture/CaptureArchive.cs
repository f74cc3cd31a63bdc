using System.Buffers;
using System.Text;

namespace CoreTop.Kernel.Capture;

/// <summary>
/// The text of a capture while it is made: after a first line and a few words of description, each file as a line
/// <c>-- path --</c> and its content. <c>-- path = --</c> is a file that reads as it did in the reading before, and a path
/// that ends in <c>/</c> is a folder. /proc is <c>proc@0</c> in the first reading; what changed of /sys in the second lies
/// in <c>sys@1</c>. The last line says that nothing is missing.
/// </summary>
/// <param name="description">What the machine is and why it was kept: lines of plain text.</param>
internal sealed class CaptureArchive(string description)
{
    /// <summary>The first line of every capture.</summary>
    public const string FirstLine = "coretop capture 2";

    /// <summary>The last line: a file without it was cut.</summary>
    public const string LastLine = "-- end --";

    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly HashSet<string> _folders = [];
    private readonly Dictionary<string, byte[]> _first = [];
    private Dictionary<string, byte[]> _before = [];
    private Dictionary<string, byte[]> _now = [];
    private int _reading = -1;

    /// <summary>How many files it holds.</summary>
    public int Files { get; private set; }

    /// <summary>Writes the last line.</summary>
    /// <returns>The whole text.</returns>
    public ReadOnlyMemory<byte> End()
    {
        _output.Write(Encoding.UTF8.GetBytes(LastLine + "\n"));
        return _output.WrittenMemory;
    }

    /// <summary>What is added from here on belongs to the next reading.</summary>
    public void NextReading()
    {
        if (_reading < 0)
        {
            _output.Write(Encoding.UTF8.GetBytes($"{FirstLine}\n{description}\n"));
        }

        _reading++;
        _before = _now;
        _now = [];
    }

    /// <summary>Adds a file, or a folder that may stay empty; the first text of a file in a reading counts.</summary>
    /// <param name="path">From the root, such as <c>/proc/stat</c>; a folder's ends in <c>/</c>.</param>
    /// <param name="content">Its bytes.</param>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        if (path.EndsWith('/'))
        {
            if (_folders.Add(path))
            {
                WriteHead(path[1..], " --\n"u8);
            }
        }
        else if (path.StartsWith("/proc/", StringComparison.Ordinal))
        {
            AddProc(path, content);
        }
        else
        {
            AddOther(path, content);
        }
    }

    private void AddProc(string path, ReadOnlySpan<byte> content)
    {
        if (_now.ContainsKey(path))
        {
            return;
        }

        bool isSame = _before.TryGetValue(path, out byte[]? before) && content.SequenceEqual(before);
        _now.Add(path, isSame ? before! : content.ToArray());
        WriteHead($"proc@{_reading}{path[5..]}", isSame ? " = --\n"u8 : " --\n"u8);
        if (!isSame)
        {
            CaptureText.WriteContent(content, _output);
        }
    }

    private void AddOther(string path, ReadOnlySpan<byte> content)
    {
        bool isKnown = _first.TryGetValue(path, out byte[]? first);
        bool isSystem = path.StartsWith("/sys/", StringComparison.Ordinal);
        if (!isKnown)
        {
            _first.Add(path, content.ToArray());
            WriteHead(path[1..], " --\n"u8);
            CaptureText.WriteContent(content, _output);
        }
        else if (isSystem && _reading > 0 && !content.SequenceEqual(first) && _now.TryAdd(path, content.ToArray()))
        {
            WriteHead($"sys@{_reading}{path[4..]}", " --\n"u8);
            CaptureText.WriteContent(content, _output);
        }
    }

    private void WriteHead(string path, ReadOnlySpan<byte> end)
    {
        Files++;
        _output.Write(CaptureText.HeadStart);
        CaptureText.WritePath(path, _output);
        _output.Write(end);
    }
}
