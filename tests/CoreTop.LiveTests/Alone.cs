using System.Diagnostics;

namespace CoreTop.LiveTests;

/// <summary>Tests that need CPUs which nothing else keeps busy: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";

    private static readonly TimeSpan Window = TimeSpan.FromSeconds(1);

    // Of all tests together: what keeps a machine busy for so long is not about to end.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly Stopwatch Waited = new();

    /// <summary>Waits until other programs leave so many CPUs idle; skips the test where they do not.</summary>
    /// <returns>What they use from then on.</returns>
    internal static OtherPrograms RequireIdle(int cpus)
    {
        var others = new OtherPrograms();
        OtherUse use;
        Waited.Start();
        do
        {
            Thread.Sleep(Window);
            use = others.Measure();
        }
        while (!use.Leaves(cpus) && Waited.Elapsed < Patience);
        Waited.Stop();
        if (!use.Leaves(cpus))
        {
            others.Dispose();
            Assert.Skip($"needs {cpus} idle CPUs: {use}");
        }

        return others;
    }
}
