using System.Diagnostics.CodeAnalysis;

namespace CoreTop.Tui.Input;

/// <summary>Compares strings of bytes by their bytes.</summary>
internal sealed class ByteStrings : IEqualityComparer<byte[]>
{
    public static ByteStrings Instance { get; } = new();

    /// <inheritdoc/>
    public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

    /// <inheritdoc/>
    public int GetHashCode([DisallowNull] byte[] obj)
    {
        var hash = default(HashCode);
        hash.AddBytes(obj);
        return hash.ToHashCode();
    }
}
