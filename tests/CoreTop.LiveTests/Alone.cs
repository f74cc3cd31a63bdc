namespace CoreTop.LiveTests;

/// <summary>Tests that need CPUs which nothing else keeps busy: no other test runs beside them.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class Alone
{
    public const string Name = "alone";
}
