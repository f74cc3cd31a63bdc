namespace CoreTop.Kernel.Cgroup;

/// <summary>What was made of texts, found again by their bytes without making a string: thousands of tasks have the same few cgroups.</summary>
/// <typeparam name="T">What is made of a text.</typeparam>
internal sealed class TextCache<T>
{
    private readonly Dictionary<byte[], T> _values = new(new BytesComparer());
    private readonly Dictionary<byte[], T>.AlternateLookup<ReadOnlySpan<byte>> _lookup;

    public TextCache() => _lookup = _values.GetAlternateLookup<ReadOnlySpan<byte>>();

    public int Count => _values.Count;

    public bool TryGet(ReadOnlySpan<byte> text, out T? value) => _lookup.TryGetValue(text, out value);

    public void Set(ReadOnlySpan<byte> text, T value) => _lookup[text] = value;

    public void Clear() => _values.Clear();

    private sealed class BytesComparer : IEqualityComparer<byte[]>, IAlternateEqualityComparer<ReadOnlySpan<byte>, byte[]>
    {
        public bool Equals(byte[]? x, byte[]? y) => x.AsSpan().SequenceEqual(y);

        public bool Equals(ReadOnlySpan<byte> alternate, byte[] other) => alternate.SequenceEqual(other);

        public int GetHashCode(byte[] obj) => GetHashCode(obj.AsSpan());

        public int GetHashCode(ReadOnlySpan<byte> alternate)
        {
            var hash = default(HashCode);
            hash.AddBytes(alternate);
            return hash.ToHashCode();
        }

        public byte[] Create(ReadOnlySpan<byte> alternate) => alternate.ToArray();
    }
}
