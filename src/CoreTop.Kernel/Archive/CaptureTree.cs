namespace CoreTop.Kernel.Archive;

/// <summary>
/// The files and folders of a capture. Names and contents are places in its one text, not copies of them; only a name that is
/// escaped there is kept beside it. Once filled it never changes, so threads may share it.
/// </summary>
internal sealed class CaptureTree
{
    /// <summary>The machine's root.</summary>
    public const int Root = 0;

    /// <summary>No file or folder.</summary>
    public const int None = -1;

    private readonly byte[] _text;
    private Node[] _nodes = new Node[8];
    private int[] _slots = new int[16];
    private byte[] _names = [];
    private int _nameBytes;

    /// <summary>With the root alone.</summary>
    public CaptureTree(byte[] text)
    {
        _text = text;
        _nodes[Root] = new Node { Parent = None, Next = None, FirstChild = None, IsFolder = true };
    }

    /// <summary>How many there are, the root included.</summary>
    public int Count { get; private set; } = 1;

    /// <summary>It is a folder.</summary>
    public bool IsFolder(int node) => _nodes[node].IsFolder;

    /// <summary>The folder it lies in; the root's is the root.</summary>
    public int ParentOf(int node) => Math.Max(Root, _nodes[node].Parent);

    /// <summary>Its name.</summary>
    public ReadOnlySpan<byte> NameOf(int node)
    {
        ref readonly Node at = ref _nodes[node];
        return (at.IsNameBeside ? _names : _text).AsSpan(at.NameStart, at.NameLength);
    }

    /// <summary>The lines of the capture that hold its content, escaped.</summary>
    public ReadOnlySpan<byte> ContentOf(int node) => _text.AsSpan(_nodes[node].ContentStart, _nodes[node].ContentLength);

    /// <summary>The last thing that was added to a folder; from there on <see cref="NextOf"/>. None in an empty folder.</summary>
    public int FirstIn(int folder) => _nodes[folder].FirstChild;

    /// <summary>What was added to the same folder before it; none for the first.</summary>
    public int NextOf(int node) => _nodes[node].Next;

    /// <summary>Finds a name in a folder; none where it is not.</summary>
    public int Find(int folder, ReadOnlySpan<byte> name)
    {
        int mask = _slots.Length - 1;
        for (int slot = HashOf(folder, name) & mask; _slots[slot] != 0; slot = (slot + 1) & mask)
        {
            int node = _slots[slot];
            if (_nodes[node].Parent == folder && NameOf(node).SequenceEqual(name))
            {
                return node;
            }
        }

        return None;
    }

    /// <summary>Adds a name that is not in the folder yet.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="name">The name; kept beside the text unless it lies in that.</param>
    /// <param name="isFolder">Whether it is a folder.</param>
    public int Add(int folder, ReadOnlySpan<byte> name, bool isFolder)
    {
        if (Count == _nodes.Length)
        {
            Grow();
        }

        bool isInText = _text.AsSpan().Overlaps(name, out int start);
        int node = Count++;
        _nodes[node] = new Node
        {
            Parent = folder,
            Next = _nodes[folder].FirstChild,
            FirstChild = None,
            NameStart = isInText ? start : KeepBeside(name),
            NameLength = checked((byte)name.Length),
            IsNameBeside = !isInText,
            IsFolder = isFolder,
        };
        _nodes[folder].FirstChild = node;
        Place(node);
        return node;
    }

    /// <summary>Says where in the text a file's content is.</summary>
    public void SetContent(int node, int start, int length) => (_nodes[node].ContentStart, _nodes[node].ContentLength) = (start, length);

    /// <summary>Gives a file the content of another one.</summary>
    public void ShareContent(int node, int other) => SetContent(node, _nodes[other].ContentStart, _nodes[other].ContentLength);

    private int KeepBeside(ReadOnlySpan<byte> name)
    {
        if (_names.Length - _nameBytes < name.Length)
        {
            Array.Resize(ref _names, Math.Max(256, (_names.Length * 2) + name.Length));
        }

        int start = _nameBytes;
        name.CopyTo(_names.AsSpan(start));
        _nameBytes += name.Length;
        return start;
    }

    private void Grow()
    {
        Array.Resize(ref _nodes, _nodes.Length * 2);
        _slots = new int[_slots.Length * 2];
        for (int node = 1; node < Count; node++)
        {
            Place(node);
        }
    }

    private void Place(int node)
    {
        int mask = _slots.Length - 1;
        int slot = HashOf(_nodes[node].Parent, NameOf(node)) & mask;
        while (_slots[slot] != 0)
        {
            slot = (slot + 1) & mask;
        }

        _slots[slot] = node;
    }

    // Seeded differently in every run, so that no capture can be made of names that collide.
    private static int HashOf(int folder, ReadOnlySpan<byte> name)
    {
        var hash = default(HashCode);
        hash.Add(folder);
        hash.AddBytes(name);
        return hash.ToHashCode();
    }

    // The root is the first node; in the slots, half of which stay empty, its number means an empty one.
    private struct Node
    {
        public int Parent;
        public int Next;
        public int FirstChild;
        public int NameStart;
        public int ContentStart;
        public int ContentLength;
        public byte NameLength;
        public bool IsNameBeside;
        public bool IsFolder;
    }
}
