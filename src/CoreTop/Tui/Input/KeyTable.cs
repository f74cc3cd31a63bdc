namespace CoreTop.Tui.Input;

/// <summary>The strings that a terminal's keys send, as its terminfo entry has them.</summary>
internal sealed class KeyTable
{
    /// <summary>Longer strings are left out; in ncurses' database none has more than 8 bytes.</summary>
    public const int LongestString = 32;

    private readonly byte[][] _strings;
    private readonly TerminalKey[] _keys;

    /// <param name="keys">What each string means; none is empty, and none longer than <see cref="LongestString"/>.</param>
    public KeyTable(IReadOnlyDictionary<byte[], TerminalKey> keys)
    {
        _strings = [.. keys.Keys];
        _keys = [.. keys.Values];
        Array.Sort(_strings, _keys, Comparer<byte[]>.Create((one, other) => one.AsSpan().SequenceCompareTo(other)));
    }

    /// <summary>No string at all: the well-known sequences alone.</summary>
    public static KeyTable Empty { get; } = new(new Dictionary<byte[], TerminalKey>());

    /// <summary>How many strings it has.</summary>
    public int Count => _strings.Length;

    /// <summary>A match of nothing yet.</summary>
    public Match Begin() => new(this, 0, _strings.Length, 0);

    /// <summary>The strings that begin with some bytes.</summary>
    internal readonly struct Match
    {
        private readonly KeyTable? _table;
        private readonly int _from;
        private readonly int _to;
        private readonly int _depth;

        internal Match(KeyTable table, int from, int to, int depth)
        {
            _table = table;
            _from = from;
            _to = to;
            _depth = depth;
        }

        /// <summary>Some string begins with the bytes.</summary>
        public bool IsAlive => _from < _to;

        /// <summary>What the bytes mean by themselves; null when nothing.</summary>
        public TerminalKey? Key => IsAlive && _table!._strings[_from].Length == _depth ? _table._keys[_from] : null;

        /// <summary>Some string begins with the bytes and is longer.</summary>
        public bool HasLonger => IsAlive && _table!._strings[_to - 1].Length > _depth;

        /// <summary>The strings that continue with the byte.</summary>
        public Match Next(byte value)
        {
            if (!IsAlive)
            {
                return this;
            }

            int from = _from;
            while (from < _to && (_table!._strings[from].Length <= _depth || _table._strings[from][_depth] < value))
            {
                from++;
            }

            int to = from;
            while (to < _to && _table!._strings[to][_depth] == value)
            {
                to++;
            }

            return new Match(_table!, from, to, _depth + 1);
        }
    }
}
