using System.Buffers;
using System.Text;
using CoreTop.Kernel.Files;

namespace CoreTop.Kernel.Archive;

/// <summary>
/// The text of a capture while it is made: after a first line and a few words of description, each file as a line
/// <c>-- path --</c> and its content. <c>-- path = --</c> is a file that reads as it did in the reading before, and a path
/// that ends in <c>/</c> is a folder. /proc is <c>proc@0</c> in the first reading; what changed of /sys in the second lies
/// in <c>sys@1</c>. The last line says that nothing is missing.
/// </summary>
/// <param name="description">What the machine is and why it was kept: lines of plain text.</param>
/// <param name="bounds">How much of it will be read; without them, <see cref="CaptureBounds.Default"/>.</param>
internal sealed class CaptureArchive(string description, CaptureBounds? bounds = null)
{
    private readonly CaptureBounds _bounds = bounds ?? CaptureBounds.Default;
    private readonly ArrayBufferWriter<byte> _output = new();
    private readonly HashSet<string> _folders = [];
    private readonly Dictionary<string, byte[]> _first = [];
    private Dictionary<string, byte[]> _before = [];
    private Dictionary<string, byte[]> _now = [];
    private int _reading = -1;

    /// <summary>How many files it holds.</summary>
    public int Files { get; private set; }

    /// <summary>How many were left out, as no capture may hold paths so long or so deep.</summary>
    public int LeftOut { get; private set; }

    /// <summary>Writes the last line, and reads it all to see that it can be read.</summary>
    /// <returns>The whole text.</returns>
    /// <exception cref="MachineException">It holds more than is read: the message is a sentence for the user.</exception>
    public ReadOnlyMemory<byte> End()
    {
        _output.Write(Encoding.UTF8.GetBytes(CaptureFormat.LastLine + "\n"));
        CheckSize();
        byte[] text = _output.WrittenSpan.ToArray();
        try
        {
            CaptureReader.Read("The capture", text, _bounds);
        }
        catch (MachineException problem)
        {
            throw Unreadable(problem.Message.TrimEnd('.'));
        }

        return text;
    }

    /// <summary>What is added from here on belongs to the next reading.</summary>
    public void NextReading()
    {
        if (_reading < 0)
        {
            _output.Write(Encoding.UTF8.GetBytes($"{CaptureFormat.FirstLine}\n{description}\n"));
        }

        _reading++;
        _before = _now;
        _now = [];
    }

    /// <summary>Adds a file, or a folder that may stay empty; the first text of a file in a reading counts.</summary>
    /// <param name="path">From the root, such as <c>/proc/stat</c>; a folder's ends in <c>/</c>.</param>
    /// <param name="content">Its bytes.</param>
    /// <exception cref="MachineException">The capture would hold more than is read.</exception>
    public void Add(string path, ReadOnlySpan<byte> content)
    {
        if (!IsWithinBounds(path))
        {
            LeftOut++;
            return;
        }

        CheckSize();
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

    // With room for the number of a reading.
    private bool IsWithinBounds(string path)
    {
        const int Number = 4;
        int depth = 0;
        ReadOnlySpan<char> trimmed = path.AsSpan().Trim('/');
        foreach (Range name in trimmed.Split('/'))
        {
            depth++;
            if (Encoding.UTF8.GetByteCount(trimmed[name]) > _bounds.NameBytes)
            {
                return false;
            }
        }

        return depth <= _bounds.Depth && Encoding.UTF8.GetByteCount(path) + Number <= _bounds.PathBytes;
    }

    private void CheckSize()
    {
        if (_output.WrittenCount > _bounds.Bytes)
        {
            throw Unreadable($"a capture may have at most {_bounds.Bytes / (1024 * 1024)} MiB");
        }
    }

    private static MachineException Unreadable(string why) =>
        new($"The capture of this machine could not be read, so nothing was written: {why}.");

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
