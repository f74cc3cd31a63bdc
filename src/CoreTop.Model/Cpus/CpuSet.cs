using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Text;

namespace CoreTop.Model.Cpus;

/// <summary>An immutable set of logical CPUs of any size, equal by value, printed as the kernel's cpulist.</summary>
public sealed class CpuSet : IEquatable<CpuSet>, IReadOnlyCollection<CpuId>
{
    private const int WordBits = 64;

    // Low CPUs first; the last word is never zero, so equal sets have equal words.
    private readonly ulong[] _words;
    private string? _list;
    private int _hash;

    private CpuSet(ulong[] words) => _words = words;

    /// <summary>The set without a CPU.</summary>
    public static CpuSet Empty { get; } = new([]);

    /// <summary>How many CPUs are in the set.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (ulong word in _words)
            {
                count += BitOperations.PopCount(word);
            }

            return count;
        }
    }

    /// <summary>No CPU is in the set.</summary>
    public bool IsEmpty => _words.Length == 0;

    /// <summary>The lowest CPU; null when empty.</summary>
    public CpuId? First
    {
        get
        {
            foreach (CpuId cpu in this)
            {
                return cpu;
            }

            return null;
        }
    }

    /// <summary>The highest CPU; null when empty.</summary>
    public CpuId? Last =>
        IsEmpty ? null : new CpuId((_words.Length * WordBits) - 1 - BitOperations.LeadingZeroCount(_words[^1]));

    /// <summary>The set as 64-bit words, low CPUs first, without trailing zero words: what sched_setaffinity(2) takes.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>The set of the given CPU numbers.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative or above <see cref="CpuId.HighestNumber"/>.</exception>
    public static CpuSet Of(params ReadOnlySpan<int> numbers)
    {
        var mask = new CpuMaskBuilder();
        foreach (int number in numbers)
        {
            mask.Add(number);
        }

        return FromWords(mask.Words);
    }

    /// <summary>The set of the given CPUs.</summary>
    public static CpuSet Of(IEnumerable<CpuId> cpus)
    {
        var mask = new CpuMaskBuilder();
        foreach (CpuId cpu in cpus)
        {
            mask.Add(cpu.Number);
        }

        return FromWords(mask.Words);
    }

    /// <summary>All CPUs from <paramref name="first"/> to <paramref name="last"/>, both included.</summary>
    public static CpuSet Range(int first, int last)
    {
        var mask = new CpuMaskBuilder();
        mask.AddRange(first, last);
        return FromWords(mask.Words);
    }

    /// <summary>The set whose mask is <paramref name="words"/>, low CPUs first: what sched_getaffinity(2) gives.</summary>
    public static CpuSet FromWords(ReadOnlySpan<ulong> words)
    {
        words = words.TrimEnd(0UL);
        return words.IsEmpty ? Empty : new CpuSet(words.ToArray());
    }

    /// <summary>Whether <paramref name="cpu"/> is in the set.</summary>
    public bool Contains(CpuId cpu)
    {
        int word = cpu.Number / WordBits;
        return cpu.Number >= 0 && word < _words.Length && (_words[word] >> (cpu.Number % WordBits) & 1) != 0;
    }

    /// <summary>Whether the mask <paramref name="words"/> is this set; trailing zero words do not count.</summary>
    public bool HasWords(ReadOnlySpan<ulong> words) => words.TrimEnd(0UL).SequenceEqual(_words);

    /// <summary>Whether every CPU of this set is in <paramref name="other"/>.</summary>
    public bool IsSubsetOf(CpuSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & ~other.WordAt(i)) != 0)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Whether the two sets share a CPU.</summary>
    public bool Overlaps(CpuSet other)
    {
        for (int i = 0; i < _words.Length; i++)
        {
            if ((_words[i] & other.WordAt(i)) != 0)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>CPUs in either set.</summary>
    public CpuSet Union(CpuSet other) => Combine(other, static (a, b) => a | b);

    /// <summary>CPUs in both sets.</summary>
    public CpuSet Intersect(CpuSet other) => Combine(other, static (a, b) => a & b);

    /// <summary>CPUs in this set and not in <paramref name="other"/>.</summary>
    public CpuSet Except(CpuSet other) => Overlaps(other) ? Combine(other, static (a, b) => a & ~b) : this;

    /// <summary>The kernel's cpulist, such as <c>0-3,8</c>; empty text for the empty set.</summary>
    public override string ToString() => _list ??= Format();

    /// <inheritdoc/>
    public bool Equals(CpuSet? other) =>
        ReferenceEquals(this, other) || (other is not null && _words.AsSpan().SequenceEqual(other._words));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as CpuSet);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        // Sets are the keys of most that is counted each refresh; zero means that it is not known yet.
        if (_hash == 0)
        {
            var hash = default(HashCode);
            hash.AddBytes(MemoryMarshal.AsBytes(_words.AsSpan()));
            _hash = hash.ToHashCode() is not 0 and var value ? value : 1;
        }

        return _hash;
    }

    /// <summary>Enumerates the CPUs in rising order without allocating.</summary>
    public Enumerator GetEnumerator() => new(_words);

    IEnumerator<CpuId> IEnumerable<CpuId>.GetEnumerator() => GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private string Format()
    {
        var text = new StringBuilder();
        int first = -1, last = -2;
        foreach (CpuId cpu in this)
        {
            if (cpu.Number != last + 1)
            {
                AppendRange(text, first, last);
                first = cpu.Number;
            }

            last = cpu.Number;
        }

        AppendRange(text, first, last);
        return text.ToString();
    }

    private static void AppendRange(StringBuilder text, int first, int last)
    {
        if (last < 0)
        {
            return;
        }

        if (text.Length > 0)
        {
            text.Append(',');
        }

        text.Append(CultureInfo.InvariantCulture, $"{first}");
        if (last > first)
        {
            text.Append(CultureInfo.InvariantCulture, $"-{last}");
        }
    }

    private ulong WordAt(int index) => index < _words.Length ? _words[index] : 0;

    private CpuSet Combine(CpuSet other, Func<ulong, ulong, ulong> combine)
    {
        var words = new ulong[Math.Max(_words.Length, other._words.Length)];
        for (int i = 0; i < words.Length; i++)
        {
            words[i] = combine(WordAt(i), other.WordAt(i));
        }

        return FromWords(words);
    }

    /// <summary>Walks a <see cref="CpuSet"/> in rising order.</summary>
    public struct Enumerator : IEnumerator<CpuId>
    {
        private readonly ulong[] _words;
        private int _word;
        private ulong _rest;

        internal Enumerator(ulong[] words)
        {
            _words = words;
            _word = -1;
        }

        /// <inheritdoc/>
        public CpuId Current { get; private set; }

        readonly object IEnumerator.Current => Current;

        /// <inheritdoc/>
        public bool MoveNext()
        {
            while (_rest == 0)
            {
                if (++_word >= _words.Length)
                {
                    return false;
                }

                _rest = _words[_word];
            }

            Current = new CpuId((_word * WordBits) + BitOperations.TrailingZeroCount(_rest));
            _rest &= _rest - 1;
            return true;
        }

        /// <inheritdoc/>
        public void Reset()
        {
            _word = -1;
            _rest = 0;
        }

        /// <inheritdoc/>
        public readonly void Dispose()
        {
        }
    }
}
