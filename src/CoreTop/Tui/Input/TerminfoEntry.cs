using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;

namespace CoreTop.Tui.Input;

/// <summary>The key strings of a compiled terminfo entry; see term(5).</summary>
/// <param name="Keys">Names of capabilities that begin with <c>k</c>, and what these keys send; extended ones, too.</param>
internal sealed record TerminfoEntry(ImmutableArray<KeyValuePair<string, byte[]>> Keys)
{
    /// <summary>The largest entry that ncurses writes.</summary>
    public const int MostBytes = 32 * 1024;

    private const int OldMagic = 0x11A;
    private const int NewMagic = 0x21E;

    /// <summary>Reads a compiled entry.</summary>
    /// <param name="file">The whole file.</param>
    /// <returns>Null when it is not one; if its second part is malformed, what the first part has.</returns>
    public static TerminfoEntry? Parse(ReadOnlySpan<byte> file)
    {
        var reader = new Reader(file);
        int magic = reader.Short();
        int numberBytes = magic == NewMagic ? 4 : 2;
        int nameBytes = reader.Short(), flags = reader.Short(), numbers = reader.Short();
        int strings = reader.Short(), tableBytes = reader.Short();
        if (magic is not (OldMagic or NewMagic))
        {
            return null;
        }

        reader.Skip(nameBytes);
        reader.Skip(flags);
        reader.Align();
        reader.Skip(numbers * numberBytes);
        ReadOnlySpan<byte> offsets = reader.Skip(strings * 2);
        ReadOnlySpan<byte> table = reader.Skip(tableBytes);
        if (reader.IsSpoilt)
        {
            return null;
        }

        ImmutableArray<KeyValuePair<string, byte[]>>.Builder keys = ImmutableArray.CreateBuilder<KeyValuePair<string, byte[]>>();
        foreach ((int index, string name) in TerminfoNames.Keys)
        {
            Add(keys, name, StringAt(offsets, index, table));
        }

        reader.Align();
        AddExtended(keys, ref reader, numberBytes);
        return new TerminfoEntry(keys.ToImmutable());
    }

    private static void AddExtended(
        ImmutableArray<KeyValuePair<string, byte[]>>.Builder keys, ref Reader reader, int numberBytes)
    {
        int flags = reader.Short(), numbers = reader.Short(), strings = reader.Short();
        int offsetCount = reader.Short(), tableBytes = reader.Short();
        reader.Skip(flags);
        reader.Align();
        reader.Skip(numbers * numberBytes);
        ReadOnlySpan<byte> offsets = reader.Skip((strings + flags + numbers + strings) * 2);
        ReadOnlySpan<byte> table = reader.Skip(tableBytes);
        if (reader.IsSpoilt || offsetCount == 0)
        {
            return;
        }

        // Names lie behind the values, and their offsets count from there.
        int values = 0;
        for (int i = 0; i < strings; i++)
        {
            if (StringAt(offsets, i, table) is { } value)
            {
                values += value.Length + 1;
            }
        }

        ReadOnlySpan<byte> names = table[Math.Min(values, table.Length)..];
        for (int i = 0; i < strings; i++)
        {
            if (StringAt(offsets, strings + flags + numbers + i, names) is [(byte)'k', ..] name)
            {
                Add(keys, Encoding.ASCII.GetString(name), StringAt(offsets, i, table));
            }
        }
    }

    private static void Add(ImmutableArray<KeyValuePair<string, byte[]>>.Builder keys, string name, byte[]? value)
    {
        if (value is { Length: > 0 })
        {
            keys.Add(new KeyValuePair<string, byte[]>(name, value));
        }
    }

    private static byte[]? StringAt(ReadOnlySpan<byte> offsets, int index, ReadOnlySpan<byte> table)
    {
        if ((index * 2) + 1 >= offsets.Length)
        {
            return null;
        }

        int from = BinaryPrimitives.ReadInt16LittleEndian(offsets[(index * 2)..]);
        if (from < 0 || from >= table.Length)
        {
            return null;
        }

        int length = table[from..].IndexOf((byte)0);
        if (length < 0)
        {
            return null;
        }

        // A zero byte is written as 0x80, as strings end with zero.
        byte[] value = table.Slice(from, length).ToArray();
        value.AsSpan().Replace((byte)0x80, (byte)0);
        return value;
    }

    private ref struct Reader(ReadOnlySpan<byte> file)
    {
        private readonly ReadOnlySpan<byte> _file = file;
        private int _at;

        /// <summary>It was asked for more than there is.</summary>
        public bool IsSpoilt { get; private set; }

        public int Short()
        {
            ReadOnlySpan<byte> bytes = Skip(2);
            int value = IsSpoilt ? 0 : BinaryPrimitives.ReadInt16LittleEndian(bytes);
            IsSpoilt |= value < 0;
            return Math.Max(value, 0);
        }

        public ReadOnlySpan<byte> Skip(int bytes)
        {
            if (IsSpoilt || bytes > _file.Length - _at)
            {
                IsSpoilt = true;
                return [];
            }

            _at += bytes;
            return _file.Slice(_at - bytes, bytes);
        }

        public void Align() => _at += _at & 1;
    }
}
