namespace CoreTop.Model.Cpus;

/// <summary>Collects CPU numbers into a <see cref="CpuSet"/>.</summary>
internal sealed class CpuSetBuilder
{
    private ulong[] _words = [];

    public void Add(int number)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(number);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, CpuList.HighestNumber);
        int word = number / 64;
        if (word >= _words.Length)
        {
            Array.Resize(ref _words, Math.Max(word + 1, _words.Length * 2));
        }

        _words[word] |= 1UL << (number % 64);
    }

    public void AddRange(int first, int last, int step)
    {
        for (int number = first; number <= last; number += step)
        {
            Add(number);
        }
    }

    public CpuSet ToCpuSet() => CpuSet.FromWords(_words);
}
