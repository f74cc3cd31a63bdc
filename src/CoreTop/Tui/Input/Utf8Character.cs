using System.Text;

namespace CoreTop.Tui.Input;

/// <summary>A character of UTF-8 whose bytes come one by one.</summary>
internal struct Utf8Character
{
    private const int MostBytes = 4;

    private uint _bytes;
    private int _count;
    private int _length;

    /// <summary>Some of its bytes are missing.</summary>
    public readonly bool IsOpen => _count > 0;

    /// <summary>Whether a character may begin with the byte.</summary>
    public static bool IsLead(byte value) => value is >= 0xC2 and <= 0xF4;

    /// <summary>Begins one.</summary>
    /// <param name="lead">A byte that <see cref="IsLead"/>.</param>
    public void Begin(byte lead)
    {
        _bytes = lead;
        _count = 1;
        _length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : MostBytes;
    }

    /// <summary>Adds a byte.</summary>
    /// <returns>False when it cannot stand there; the character is dropped, and the byte is not used.</returns>
    public bool TryAdd(byte value)
    {
        if ((value & 0xC0) != 0x80)
        {
            _count = 0;
            return false;
        }

        _bytes |= (uint)value << (8 * _count);
        _count++;
        return true;
    }

    /// <summary>Takes the character out when it is whole.</summary>
    /// <param name="character">The character; null when its bytes are not one, such as those of half a surrogate pair.</param>
    /// <returns>It is whole, and gone from here.</returns>
    public bool TryTake(out Rune? character)
    {
        character = null;
        if (_count < _length)
        {
            return false;
        }

        Span<byte> bytes = stackalloc byte[MostBytes];
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32LittleEndian(bytes, _bytes);
        bool isOne = Rune.DecodeFromUtf8(bytes[.._length], out Rune rune, out int used) == System.Buffers.OperationStatus.Done
            && used == _length;
        character = isOne ? rune : null;
        _count = 0;
        return true;
    }

    /// <summary>Drops what there is.</summary>
    public void Drop() => _count = 0;
}
