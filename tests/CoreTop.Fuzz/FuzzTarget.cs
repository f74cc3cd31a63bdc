namespace CoreTop.Fuzz;

/// <summary>One parser of the program.</summary>
/// <param name="Name">Its name, and that of the folder of its seeds in tests/Fixtures/seeds.</param>
/// <param name="Tokens">Words of its grammar, separated by blanks, that are put into inputs.</param>
/// <param name="Check">Gives it an input.</param>
internal sealed record FuzzTarget(string Name, string Tokens, FuzzCheck Check)
{
    /// <summary>What it may allocate for any input.</summary>
    public long FixedBytes { get; init; } = 256 * 1024;

    /// <summary>What it may allocate for each byte of an input.</summary>
    public long BytesPerByte { get; init; } = 400;

    /// <summary>No longer input is made.</summary>
    public int LongestInput { get; init; } = 32 * 1024;

    /// <summary>Machines of tests/Fixtures/machines that are inputs, too.</summary>
    public IReadOnlyList<string> Machines { get; init; } = [];

    /// <summary>It gets one input where others get so many, as one takes it so much longer.</summary>
    public int Slowness { get; init; } = 1;
}
