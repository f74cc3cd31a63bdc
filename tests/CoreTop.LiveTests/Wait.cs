using System.Diagnostics;

namespace CoreTop.LiveTests;

/// <summary>Waits for what a running system does when it gets to it.</summary>
internal static class Wait
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>Returns once the condition holds; fails when it never does.</summary>
    public static void Until(Func<bool> condition, string what)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            Assert.True(watch.Elapsed < Patience, $"Waited {Patience.TotalSeconds} s for {what}.");
            Thread.Sleep(5);
        }
    }
}
