using System.Diagnostics;
using System.Globalization;

namespace CoreTop.Benchmarks;

/// <summary>Times one piece of work again and again, and says what it allocates.</summary>
internal static class Benchmark
{
    private static readonly TimeSpan Budget = TimeSpan.FromSeconds(2);

    /// <summary>Runs the work for about two seconds and prints its fastest and middle time, the bytes of one run, and how many of 100 runs a full garbage collection interrupts.</summary>
    /// <param name="name">What is done.</param>
    /// <param name="work">Does it once.</param>
    public static void Run(string name, Action work)
    {
        var times = new List<double>();
        long started = Stopwatch.GetTimestamp();
        long bytes = 0;
        int collections = GC.CollectionCount(GC.MaxGeneration);
        do
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            long start = Stopwatch.GetTimestamp();
            work();
            times.Add(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
            bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        }
        while (Stopwatch.GetElapsedTime(started) < Budget || times.Count < 10);

        int share = (GC.CollectionCount(GC.MaxGeneration) - collections) * 100 / times.Count;
        times.Sort();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name,-64} best {times[0],8:0.000} ms   middle {times[times.Count / 2],8:0.000} ms   {bytes / 1024,8} KiB {share,4} full GCs in 100"));
    }
}
