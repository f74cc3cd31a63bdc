using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Fields;

/// <summary>A row's value of a field.</summary>
internal delegate CellValue FieldValue(in ProcessRow row, Snapshot snapshot);

/// <summary>What a field is for one row: a number, a text, CPUs or a time; or not known.</summary>
internal readonly struct CellValue : IEquatable<CellValue>
{
    private readonly object? _object;
    private readonly bool _isNumber;

    private CellValue(double number, bool isNumber, object? value) => (Number, _isNumber, _object) = (number, isNumber, value);

    /// <summary>The kernel did not report it, or it was not read.</summary>
    public static CellValue Unknown => default;

    /// <summary>There is a value.</summary>
    public bool IsKnown => _isNumber || _object is not null;

    /// <summary>The number: bytes, seconds, a share, 1 or 0 of a flag; 0 when it is not a number.</summary>
    public double Number { get; }

    /// <summary>The text; null when it is not a text.</summary>
    public string? Text => _object as string;

    /// <summary>The CPUs; null when it is not a set of CPUs.</summary>
    public CpuSet? Cpus => _object as CpuSet;

    /// <summary>The time; null when it is not a time.</summary>
    public DateTimeOffset? Time => _object as DateTimeOffset?;

    /// <inheritdoc/>
    public bool Equals(CellValue other) => _isNumber == other._isNumber && Number.Equals(other.Number) && Equals(_object, other._object);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is CellValue other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_isNumber, Number, _object);

    public static CellValue Of(double? number) => new(number ?? 0, number is not null, value: null);

    public static CellValue Of(string? text) => new(0, isNumber: false, text);

    public static CellValue Of(CpuSet? cpus) => new(0, isNumber: false, cpus);

    public static CellValue Of(DateTimeOffset? time) => new(0, isNumber: false, time);

    public static CellValue Of(bool flag) => new(flag ? 1 : 0, isNumber: true, value: null);
}
