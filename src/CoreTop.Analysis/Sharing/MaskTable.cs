using System.Numerics;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Sharing;

/// <summary>The different masks of a problem's classes.</summary>
internal sealed class MaskTable
{
    /// <summary>The number of CPUs that all masks may have together before wide ones are rounded: more would take too long.</summary>
    private const long Most = 150_000;

    private readonly int[] _maskOf;
    private readonly List<ulong[]> _masks = [];

    /// <summary>The masks of the classes that want something, with only the online CPUs.</summary>
    public MaskTable(IReadOnlyList<ShareClass> classes, FillClasses numbers, ulong[] online)
    {
        _maskOf = new int[classes.Count];
        Array.Fill(_maskOf, -1);
        var seen = new Dictionary<CpuSet, int>(ReferenceEqualityComparer.Instance);
        var equal = new Dictionary<CpuSet, int>();
        for (int i = 0; i < classes.Count; i++)
        {
            if (numbers.IsActive(i))
            {
                _maskOf[i] = Find(classes[i].Mask, online, seen, equal);
            }
        }

        // If rounding the wide masks is not enough, masks are many and scattered: then the narrow ones are rounded too.
        Round(online, static block => 4 * block);
        Round(online, static _ => 2);
    }

    /// <summary>How many masks there are.</summary>
    public int Count => _masks.Count;

    /// <summary>Whether wide masks were rounded up to whole blocks of CPUs.</summary>
    public bool IsRounded { get; private set; }

    private long Width
    {
        get
        {
            long width = 0;
            foreach (ulong[] mask in _masks)
            {
                width += CountOf(mask);
            }

            return width;
        }
    }

    /// <summary>The number of a class's mask; -1 where the class wants nothing or may use no CPU.</summary>
    public int MaskOf(int index) => _maskOf[index];

    /// <summary>The CPUs of a mask as a bit set.</summary>
    public ReadOnlySpan<ulong> Words(int mask) => _masks[mask];

    /// <summary>How many CPUs a bit set has.</summary>
    public static int CountOf(ReadOnlySpan<ulong> words)
    {
        int count = 0;
        foreach (ulong word in words)
        {
            count += BitOperations.PopCount(word);
        }

        return count;
    }

    private int Find(CpuSet set, ulong[] online, Dictionary<CpuSet, int> seen, Dictionary<CpuSet, int> equal)
    {
        if (seen.TryGetValue(set, out int mask))
        {
            return mask;
        }

        if (!equal.TryGetValue(set, out mask))
        {
            mask = Add(set.Words, online);
            equal.Add(set, mask);
        }

        seen.Add(set, mask);
        return mask;
    }

    private int Add(ReadOnlySpan<ulong> set, ulong[] online)
    {
        var words = new ulong[online.Length];
        ulong any = 0;
        for (int i = 0; i < Math.Min(words.Length, set.Length); i++)
        {
            words[i] = set[i] & online[i];
            any |= words[i];
        }

        if (any == 0)
        {
            return -1;
        }

        _masks.Add(words);
        return _masks.Count - 1;
    }

    // Blocks of eight CPUs, then wider ones, until masks are few or narrow enough.
    private void Round(ulong[] online, Func<int, int> least)
    {
        for (int block = 8; Width > Most && block < 256 * online.Length; block *= 4)
        {
            Round(block, least(block), online);
        }
    }

    // A mask of at least that many CPUs gets every CPU of each block in which it has one. Then many masks are equal.
    private void Round(int block, int least, ulong[] online)
    {
        ulong[][] before = [.. _masks];
        var numberOf = new int[before.Length];
        var equal = new Dictionary<CpuSet, int>();
        _masks.Clear();
        for (int i = 0; i < before.Length; i++)
        {
            ulong[] words = before[i];
            if (CountOf(words) >= least)
            {
                IsRounded = true;
                words = block < 64 ? RoundInWords(words, block, online) : RoundToWords(words, block / 64, online);
            }

            CpuSet key = CpuSet.FromWords(words);
            if (!equal.TryGetValue(key, out numberOf[i]))
            {
                numberOf[i] = _masks.Count;
                equal.Add(key, numberOf[i]);
                _masks.Add(words);
            }
        }

        for (int i = 0; i < _maskOf.Length; i++)
        {
            _maskOf[i] = _maskOf[i] < 0 ? -1 : numberOf[_maskOf[i]];
        }
    }

    private static ulong[] RoundInWords(ulong[] words, int block, ulong[] online)
    {
        var rounded = new ulong[words.Length];
        ulong first = (1UL << block) - 1;
        for (int i = 0; i < words.Length; i++)
        {
            for (int shift = 0; shift < 64; shift += block)
            {
                ulong bits = first << shift;
                rounded[i] |= (words[i] & bits) != 0 ? bits & online[i] : 0;
            }
        }

        return rounded;
    }

    private static ulong[] RoundToWords(ulong[] words, int size, ulong[] online)
    {
        var rounded = new ulong[words.Length];
        for (int start = 0; start < words.Length; start += size)
        {
            Range block = start..Math.Min(words.Length, start + size);
            if (words.AsSpan(block).ContainsAnyExcept(0UL))
            {
                online.AsSpan(block).CopyTo(rounded.AsSpan(block));
            }
        }

        return rounded;
    }
}
