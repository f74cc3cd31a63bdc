using System.Diagnostics;
using System.Text;

namespace CoreTop.Fuzz;

/// <summary>Gives a target inputs until one fails or there were enough.</summary>
/// <param name="target">The target.</param>
/// <param name="seeds">What inputs are made of, at least one.</param>
/// <param name="seed">Where the random numbers begin: the same seed makes the same inputs.</param>
internal sealed class Fuzzer(FuzzTarget target, IReadOnlyList<byte[]> seeds, int seed)
{
    private const int LargestPool = 1000;
    private const int OneKeptOf = 500;
    private const int MostShrinkTries = 3000;

    private readonly List<byte[]> _pool = [.. seeds];
    private readonly HashSet<int> _ways = [];

    // Else inputs would grow and grow, and with them the time they take.
    private readonly int _longestKept = seeds.Max(input => input.Length) + 500;
    private volatile byte[] _current = [];
    private long _startedAt;
    private long _inputs;

    /// <summary>An input that takes longer hangs: thousands of times what the slowest takes, as the machine may be busy.</summary>
    public TimeSpan HangsAfter { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Does it.</summary>
    /// <param name="inputs">How many inputs.</param>
    public FuzzReport Run(long inputs)
    {
        var watch = Stopwatch.StartNew();
        FuzzFailure? failure = null;
        Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());

        // A thread cannot be ended: the one that hangs is left alone, and ends with the program.
        var worker = new Thread(() => failure = RunAll(inputs)) { IsBackground = true };
        worker.Start();
        while (!worker.Join(TimeSpan.FromMilliseconds(100)))
        {
            if (Stopwatch.GetElapsedTime(Interlocked.Read(ref _startedAt)) > HangsAfter)
            {
                return Report(watch, new FuzzFailure(_current, $"It hangs: {HangsAfter.TotalSeconds} s are not enough."));
            }
        }

        return Report(watch, failure);
    }

    /// <summary>Gives it one input.</summary>
    /// <returns>What went wrong; null for nothing.</returns>
    public string? Try(byte[] input) => Try(input, out _);

    private FuzzReport Report(Stopwatch watch, FuzzFailure? failure) =>
        new(target.Name, Interlocked.Read(ref _inputs), _ways.Count, watch.Elapsed, failure);

    private FuzzFailure? RunAll(long inputs)
    {
        // What is made once, such as tables and compiled expressions, does not come from an input.
        foreach (byte[] input in seeds)
        {
            try
            {
                target.Check(input);
            }
#pragma warning disable CA1031 // It is tried again below.
            catch (Exception)
#pragma warning restore CA1031
            {
            }
        }

        foreach (byte[] input in seeds)
        {
            if (Try(input, out _) is { } why)
            {
                return new FuzzFailure(input, why);
            }
        }

        var random = new Random(seed);
        var tokens = target.Tokens.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(Encoding.UTF8.GetBytes).ToList();
        var mutator = new Mutator(random, tokens, target.LongestInput);
        for (long i = seeds.Count; i < inputs; i++)
        {
            byte[] input = mutator.Spoil(_pool[random.Next(_pool.Count)], _pool);
            if (Try(input, out bool isNew) is { } why)
            {
                return Shrink(input, why);
            }

            // Ways are distinguished only roughly, so that some others are kept, too.
            if ((isNew || random.Next(OneKeptOf) == 0) && input.Length <= _longestKept)
            {
                Keep(input, random);
            }
        }

        return null;
    }

    private void Keep(byte[] input, Random random)
    {
        if (_pool.Count < LargestPool)
        {
            _pool.Add(input);
        }
        else
        {
            _pool[seeds.Count + random.Next(_pool.Count - seeds.Count)] = input;
        }
    }

    private string? Try(byte[] input, out bool isNew)
    {
        _current = input;
        Interlocked.Exchange(ref _startedAt, Stopwatch.GetTimestamp());
        Interlocked.Increment(ref _inputs);
        isNew = false;
        int way;
        long before = GC.GetAllocatedBytesForCurrentThread();
        try
        {
            way = target.Check(input);
        }
#pragma warning disable CA1031 // Whatever escapes a parser is what is looked for.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return exception is FuzzFailureException ? exception.Message : exception.ToString();
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        isNew = _ways.Add(way);
        long most = target.FixedBytes + (target.BytesPerByte * input.Length);
        return allocated > most ? $"It allocates {allocated} bytes for an input of {input.Length}; {most} are allowed." : null;
    }

    // Takes away pieces, ever smaller ones, as long as it fails.
    private FuzzFailure Shrink(byte[] input, string why)
    {
        int tries = 0;
        for (int size = Math.Max(1, input.Length / 2); size > 0; size /= 2)
        {
            for (int at = 0; at + size <= input.Length && tries < MostShrinkTries; tries++)
            {
                byte[] shorter = [.. input[..at], .. input[(at + size)..]];
                if (Try(shorter, out _) is { } also)
                {
                    (input, why) = (shorter, also);
                }
                else
                {
                    at += size;
                }
            }
        }

        return new FuzzFailure(input, why);
    }
}
