using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Bpf;

/// <summary>The kernel's types in BPF's format, <c>/sys/kernel/btf/vmlinux</c>: at what offset of a struct a member is on this kernel.</summary>
/// <remarks>A type's id is its place in the file, from 1. Only where every 64th type begins is kept, as there are more than 100,000 types.</remarks>
/// <seealso href="https://docs.kernel.org/bpf/btf.html"/>
internal readonly ref struct Btf
{
    private const ushort Magic = 0xEB9F;
    private const byte Version = 1;
    private const int LeastHeader = 24, TypeBytes = 12, MemberBytes = 12;
    private const int TypesToMark = 64;
    private const int PointerBytes = 8;

    // A kernel's names and anonymous structs are nested a few levels deep; a file that is garbage may have rings of them.
    private const int DeepestNesting = 24;
    private const int MostMembers = 200_000;

    private readonly ReadOnlySpan<byte> _types;
    private readonly ReadOnlySpan<byte> _names;
    private readonly ReadOnlySpan<int> _marks;

    private Btf(ReadOnlySpan<byte> types, ReadOnlySpan<byte> names)
    {
        _types = types;
        _names = names;
        var marks = new List<int>(4096);
        int count = 0;
        for (int at = 0; at < types.Length; count++)
        {
            if (count % TypesToMark == 0)
            {
                marks.Add(at);
            }

            at = After(at);
        }

        _marks = CollectionsMarshal.AsSpan(marks);
        Count = count;
    }

    /// <summary>How many types there are.</summary>
    public int Count { get; }

    /// <summary>Parses the whole file.</summary>
    /// <param name="file">Its bytes, which are used as long as this value is.</param>
    /// <exception cref="KernelFormatException">It is cut off, not of this format, or has types of a kind that is not known.</exception>
    public static Btf Parse(ReadOnlySpan<byte> file)
    {
        if (file.Length < LeastHeader || MemoryMarshal.Read<ushort>(file) != Magic || file[2] != Version)
        {
            throw new KernelFormatException("It does not begin as a file of types does.");
        }

        uint header = Number(file, 4);
        return header < LeastHeader
            ? throw new KernelFormatException("Its header is too short.")
            : new Btf(Part(file, header, Number(file, 8), Number(file, 12)), Part(file, header, Number(file, 16), Number(file, 20)));
    }

    /// <summary>The id of a type.</summary>
    /// <param name="name">Its name in C.</param>
    /// <param name="kind">What it is.</param>
    /// <exception cref="KernelFormatException">There is none.</exception>
    public int Find(string name, BtfKind kind)
    {
        Span<byte> wanted = stackalloc byte[Encoding.UTF8.GetMaxByteCount(name.Length)];
        wanted = wanted[..Encoding.UTF8.GetBytes(name, wanted)];
        int id = 1;
        for (int at = 0; at < _types.Length; at = After(at), id++)
        {
            if (KindAt(at) == kind && HasName(Number(_types, at), wanted))
            {
                return id;
            }
        }

        throw new KernelFormatException($"This kernel has no {name}.");
    }

    /// <summary>A member of a struct or union.</summary>
    /// <param name="type">Its id.</param>
    /// <param name="path">Names of members separated by dots, each a member of the one before, such as <c>se.sum_exec_runtime</c>.
    /// A member of a member without a name counts as a member, as in C. A number in brackets picks an entry of an array.</param>
    /// <exception cref="KernelFormatException">There is none, or it is a bit field.</exception>
    public BtfField Field(int type, string path) =>
        TryField(type, path) ?? throw new KernelFormatException($"This kernel has no {path} in {Name(type)}.");

    /// <summary>A member of a struct or union; null when there is none.</summary>
    /// <param name="type">Its id.</param>
    /// <param name="path">As in <see cref="Field"/>.</param>
    /// <exception cref="KernelFormatException">It is a bit field, or the file is garbage.</exception>
    public BtfField? TryField(int type, string path)
    {
        long offset = 0;
        int current = Bare(type);
        Span<byte> wanted = stackalloc byte[Encoding.UTF8.GetMaxByteCount(path.Length)];
        foreach (Range range in path.AsSpan().Split('.'))
        {
            ReadOnlySpan<char> name = path.AsSpan(range);
            int bracket = name.IndexOf('[');
            int entry = bracket < 0 ? -1 : int.Parse(name[(bracket + 1)..^1], NumberStyles.None, CultureInfo.InvariantCulture);
            int visited = 0;
            int length = Encoding.UTF8.GetBytes(bracket < 0 ? name : name[..bracket], wanted);
            if (!TryMember(current, wanted[..length], depth: 0, ref visited, out long within, out current))
            {
                return null;
            }

            offset += within;
            if (entry >= 0)
            {
                if (!TryEntry(ref current, entry, out long into))
                {
                    return null;
                }

                offset += into;
            }
        }

        long bytes = SizeOf(current, depth: 0);
        return offset is >= 0 and <= short.MaxValue && bytes is > 0 and <= short.MaxValue
            ? new BtfField((int)offset, (int)bytes, current)
            : throw new KernelFormatException("A member of a struct in it is out of reach.");
    }

    /// <summary>What a member that is a pointer points at.</summary>
    /// <param name="field">The member.</param>
    /// <exception cref="KernelFormatException">It is not a pointer to a struct.</exception>
    public int PointedAt(BtfField field)
    {
        int at = At(field.Type);
        int target = KindAt(at) == BtfKind.Pointer ? Bare(Id(at + 8)) : 0;
        return target != 0 && KindAt(At(target)) is BtfKind.Struct or BtfKind.Union
            ? target
            : throw new KernelFormatException("What should be a pointer to a struct in it is something else.");
    }

    // Members without a name are structs and unions whose members are looked for as if they were here.
    private bool TryMember(int type, ReadOnlySpan<byte> name, int depth, ref int visited, out long offset, out int memberType)
    {
        (offset, memberType) = (0, 0);
        int at = At(type);
        if (KindAt(at) is not (BtfKind.Struct or BtfKind.Union) || depth > DeepestNesting)
        {
            return false;
        }

        bool hasBitSizes = (Number(_types, at + 4) & 0x8000_0000) != 0;
        int members = Entries(at);
        for (int i = 0; i < members; i++)
        {
            if (++visited > MostMembers)
            {
                throw new KernelFormatException("Structs in it hold each other.");
            }

            int member = at + TypeBytes + (i * MemberBytes);
            uint place = Number(_types, member + 8);
            uint bits = hasBitSizes ? place >> 24 : 0;
            uint bitOffset = hasBitSizes ? place & 0xFF_FFFF : place;
            uint memberName = Number(_types, member);
            if (HasName(memberName, name))
            {
                memberType = Bare(Id(member + 4));
                offset = bitOffset / 8;
                return bits != 0 || bitOffset % 8 != 0 || IsPartOfByte(memberType)
                    ? throw new KernelFormatException($"{Encoding.UTF8.GetString(name)} is a bit field on this kernel.")
                    : true;
            }

            if (HasName(memberName, default) && TryMember(Bare(Id(member + 4)), name, depth + 1, ref visited, out long within, out memberType))
            {
                offset = (bitOffset / 8) + within;
                return true;
            }
        }

        return false;
    }

    // What an integer has behind it: how it is read, at which bit it begins, how many bits it has.
    private bool IsPartOfByte(int type)
    {
        int at = At(type);
        return KindAt(at) == BtfKind.Integer
            && ((Number(_types, at + TypeBytes) & 0xFF) != Number(_types, at + 8) * 8UL || (Number(_types, at + TypeBytes) & 0xFF_0000) != 0);
    }

    private bool TryEntry(ref int type, int entry, out long offset)
    {
        offset = 0;
        int at = At(type);
        uint entries = KindAt(at) == BtfKind.Array ? Number(_types, at + TypeBytes + 8) : 0;

        // One at the end of a struct that may have any number of entries says 0 or 1.
        if (KindAt(at) != BtfKind.Array || (entries > 1 && entry >= entries))
        {
            return false;
        }

        type = Bare(Id(at + TypeBytes));
        offset = entry * SizeOf(type, depth: 0);
        return true;
    }

    private long SizeOf(int type, int depth)
    {
        int at = At(type);
        return KindAt(at) switch
        {
            BtfKind.Integer or BtfKind.Struct or BtfKind.Union or BtfKind.Enumeration or BtfKind.Enumeration64 or BtfKind.Float =>
                Number(_types, at + 8),
            BtfKind.Pointer => PointerBytes,
            BtfKind.Array when depth < DeepestNesting =>
                Math.Min(int.MaxValue, Number(_types, at + TypeBytes + 8) * Math.Min(int.MaxValue, SizeOf(Bare(Id(at + TypeBytes)), depth + 1))),
            _ => 0,
        };
    }

    // The type behind other names, const, volatile and remarks.
    private int Bare(int type)
    {
        for (int step = 0; step < DeepestNesting; step++)
        {
            int at = At(type);
            if (KindAt(at) is not (BtfKind.OtherName or BtfKind.Volatile or BtfKind.Constant or BtfKind.Restrict or BtfKind.TypeTag))
            {
                return type;
            }

            type = Id(at + 8);
        }

        throw new KernelFormatException("Names of types in it stand for each other.");
    }

    private int At(int type)
    {
        if (type < 1 || type > Count)
        {
            throw new KernelFormatException("A type that it names is not in it.");
        }

        int at = _marks[(type - 1) / TypesToMark];
        for (int i = (type - 1) % TypesToMark; i > 0; i--)
        {
            at = After(at);
        }

        return at;
    }

    // How much is behind the head of a type depends on its kind.
    private int After(int at)
    {
        if (_types.Length - at < TypeBytes)
        {
            throw new KernelFormatException("Its types are cut off.");
        }

        int entries = Entries(at);
        int behind = KindAt(at) switch
        {
            BtfKind.Integer or BtfKind.Variable or BtfKind.DeclarationTag => 4,
            BtfKind.Array => 12,
            BtfKind.Struct or BtfKind.Union or BtfKind.Section or BtfKind.Enumeration64 => 12 * entries,
            BtfKind.Enumeration or BtfKind.FunctionType => 8 * entries,
            BtfKind.Pointer or BtfKind.OtherName or BtfKind.Volatile or BtfKind.Constant or BtfKind.Restrict or BtfKind.Function
                or BtfKind.Float or BtfKind.TypeTag or (BtfKind)7 => 0,
            _ => throw new KernelFormatException("It has types of a kind that is not known."),
        };
        return behind <= _types.Length - at - TypeBytes
            ? at + TypeBytes + behind
            : throw new KernelFormatException("Its types are cut off.");
    }

    private BtfKind KindAt(int at) => (BtfKind)((Number(_types, at + 4) >> 24) & 0x1F);

    private int Entries(int at) => (int)(Number(_types, at + 4) & 0xFFFF);

    // 0 is void, which nothing is looked for in; so is what no file can have.
    private int Id(int at) => (int)Math.Min(int.MaxValue, Number(_types, at));

    private bool HasName(uint at, ReadOnlySpan<byte> name) =>
        at < _names.Length && _names.Length - (int)at > name.Length
        && _names[(int)at + name.Length] == 0 && _names.Slice((int)at, name.Length).SequenceEqual(name);

    private string Name(int type)
    {
        uint at = Number(_types, At(type));
        if (at >= _names.Length)
        {
            return "a struct";
        }

        ReadOnlySpan<byte> rest = _names[(int)at..];
        int end = rest.IndexOf((byte)0);
        return PrintableText.Of(end < 0 ? rest : rest[..end], 64);
    }

    private static ReadOnlySpan<byte> Part(ReadOnlySpan<byte> file, uint header, uint offset, uint length) =>
        (ulong)header + offset + length <= (ulong)file.Length
            ? file.Slice((int)(header + offset), (int)length)
            : throw new KernelFormatException("It is cut off.");

    private static uint Number(ReadOnlySpan<byte> bytes, int at) => MemoryMarshal.Read<uint>(bytes[at..]);
}
