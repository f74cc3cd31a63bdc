using System.Buffers.Text;
using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Proc;

/// <summary>Walks the blank-separated fields of a line.</summary>
internal ref struct FieldReader(ReadOnlySpan<byte> text)
{
    private ReadOnlySpan<byte> _rest = text;

    /// <summary>The CPU of a number.</summary>
    /// <exception cref="KernelFormatException">No CPU can have that number.</exception>
    public static CpuId ToCpu(int number) => number is >= 0 and <= CpuId.HighestNumber
        ? new CpuId(number)
        : throw new KernelFormatException("A CPU's number in it is out of range.");

    /// <summary>The next field; empty when there is none.</summary>
    public ReadOnlySpan<byte> Next()
    {
        _rest = _rest.TrimStart(" \t\n"u8);
        int end = _rest.IndexOfAny(" \t\n"u8);
        ReadOnlySpan<byte> field = end < 0 ? _rest : _rest[..end];
        _rest = _rest[field.Length..];
        return field;
    }

    /// <summary>Passes over fields.</summary>
    public void Skip(int fields)
    {
        for (int i = 0; i < fields; i++)
        {
            Next();
        }
    }

    /// <summary>The next field as a number from 0.</summary>
    /// <exception cref="KernelFormatException">There is no such number.</exception>
    public ulong NextUInt64() =>
        TryNextUInt64(out ulong value) ? value : throw new KernelFormatException("A number is missing in it.");

    /// <summary>The next field as a number from 0; false when there is none.</summary>
    public bool TryNextUInt64(out ulong value)
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out value, out int used) && used == field.Length;
    }

    /// <summary>The next field as the number of a user or group, which may take all 32 bits.</summary>
    /// <exception cref="KernelFormatException">There is no such number.</exception>
    public int NextId() => unchecked((int)(uint)NextUInt64());

    /// <summary>The next field as a whole number.</summary>
    /// <exception cref="KernelFormatException">There is no such number, or it does not fit.</exception>
    public int NextInt32()
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out int value, out int used) && used == field.Length
            ? value
            : throw new KernelFormatException("A whole number is missing in it.");
    }

    /// <summary>The next field as a whole number of 64 bits.</summary>
    /// <exception cref="KernelFormatException">There is no such number, or it does not fit.</exception>
    public long NextInt64()
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out long value, out int used) && used == field.Length
            ? value
            : throw new KernelFormatException("A whole number is missing in it.");
    }

    /// <summary>The next field as a number from 0 with decimals.</summary>
    /// <exception cref="KernelFormatException">There is no such number.</exception>
    public double NextDouble()
    {
        ReadOnlySpan<byte> field = Next();
        return Utf8Parser.TryParse(field, out double value, out int used) && used == field.Length
            && double.IsFinite(value) && value >= 0
            ? value
            : throw new KernelFormatException("A number is missing in it.");
    }
}
