using static CoreTop.Tui.Input.ControlFunctions;

namespace CoreTop.Tui.Input;

/// <summary>The bytes of a sequence, as long as some string of the terminal's entry begins with them.</summary>
/// <param name="table">The strings.</param>
internal sealed class EntryMatch(KeyTable table)
{
    private readonly byte[] _held = new byte[KeyTable.LongestString];
    private KeyTable.Match _match;
    private int _count;
    private int _wholeCount;

    /// <summary>Some string begins with all bytes.</summary>
    public bool IsAlive => _match.IsAlive;

    /// <summary>The key that they are by themselves; null when they are not one.</summary>
    public TerminalKey? Key => _match.Key;

    /// <summary>Some string is longer.</summary>
    public bool HasLonger => _match.HasLonger;

    /// <summary>They begin with CSI or SS3, to which what follows belongs however late.</summary>
    public bool IsOpened => _held[0] != Escape || _held[1] is (byte)'[' or (byte)'O';

    /// <summary>They begin with two Escs, which both belong to the string.</summary>
    public bool HasTwoEscapes => _held[1] == Escape;

    /// <summary>What was kept by <see cref="KeepWhole"/>.</summary>
    public TerminalKey? WholeKey { get; private set; }

    /// <summary>Begins with a byte.</summary>
    public void Begin(byte first)
    {
        _held[0] = first;
        _count = 1;
        _match = table.Begin().Next(first);
    }

    /// <summary>Forgets the bytes.</summary>
    public void Clear()
    {
        _match = default;
        _count = 0;
    }

    /// <summary>Whether some string continues with the byte.</summary>
    public bool CanAdd(byte value) => _match.Next(value).IsAlive;

    /// <summary>Adds a byte; holds nothing any more when no string continues with it.</summary>
    public void Add(byte value)
    {
        _match = _match.Next(value);
        if (_match.IsAlive)
        {
            _held[_count] = value;
            _count++;
        }
    }

    /// <summary>The bytes so far are whole by the grammar, and mean this unless the longer string comes.</summary>
    public void KeepWhole(TerminalKey? key) => (WholeKey, _wholeCount) = (Key ?? key, _count);

    /// <summary>What is held behind the bytes that are whole.</summary>
    public byte[] TakeRest() => _held[_wholeCount.._count];
}
