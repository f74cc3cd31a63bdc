namespace CoreTop.Model.Cpus;

/// <summary>A logical CPU, numbered as the kernel numbers it (<c>cpuN</c> in /sys/devices/system/cpu).</summary>
/// <param name="Number">The kernel's number, from 0; numbers may have gaps.</param>
public readonly record struct CpuId(int Number) : IComparable<CpuId>
{
    /// <summary>The highest CPU number accepted: far above the kernel's own limit of 8,191, low enough to stay small.</summary>
    public const int HighestNumber = 65_535;

    /// <inheritdoc/>
    public int CompareTo(CpuId other) => Number.CompareTo(other.Number);

    /// <summary>The bare number, as in a cpulist.</summary>
    public override string ToString() => Number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>Orders by number.</summary>
    public static bool operator <(CpuId left, CpuId right) => left.Number < right.Number;

    /// <summary>Orders by number.</summary>
    public static bool operator >(CpuId left, CpuId right) => left.Number > right.Number;

    /// <summary>Orders by number.</summary>
    public static bool operator <=(CpuId left, CpuId right) => left.Number <= right.Number;

    /// <summary>Orders by number.</summary>
    public static bool operator >=(CpuId left, CpuId right) => left.Number >= right.Number;
}
