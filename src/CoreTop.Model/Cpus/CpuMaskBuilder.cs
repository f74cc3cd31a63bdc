namespace CoreTop.Model.Cpus;

/// <summary>Collects CPU numbers into the words of a <see cref="CpuSet"/>.</summary>
internal sealed class CpuMaskBuilder
{
    private ulong[] _words = [];

    /// <summary>The mask of the numbers so far, low CPUs first; there may be zero words at its end.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    public void Add(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, CpuId.HighestNumber);
        int word = number / 64;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        _words[word] |= 1UL << (number % 64);
    }

    public void AddRange(int first, int last)
    {
        for (int number = first; number <= last; number++)
        {
            Add(number);
        }
    }
}
