using System.Diagnostics;

namespace CoreTop.LiveTests;

/// <summary>Waits for what a running system does when it gets to it.</summary>
internal static class Wait
{
    // Never reached where all is well, however busy the machine.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Returns once the condition holds; fails when it never does.</summary>
    /// <param name="condition">The condition.</param>
    /// <param name="what">What is waited for.</param>
    /// <param name="state">Tells how things stand where it fails.</param>
    /// <param name="pause">Between two looks; null for one that suits what costs little.</param>
    public static void Until(Func<bool> condition, string what, Func<string>? state = null, TimeSpan? pause = null)
    {
        if (!TryUntil(condition, Patience, pause))
        {
            Assert.Fail($"Waited {Patience.TotalSeconds} s for {what}.\n{state?.Invoke()}");
        }
    }

    /// <summary>Returns once the condition holds, or after some time.</summary>
    /// <returns>It held.</returns>
    public static bool TryUntil(Func<bool> condition, TimeSpan patience, TimeSpan? pause = null)
    {
        var watch = Stopwatch.StartNew();
        while (!condition())
        {
            if (watch.Elapsed > patience)
            {
                return false;
            }

            Thread.Sleep(pause ?? Pause);
        }

        return true;
    }
}
