namespace CoreTop.Fuzz;

/// <summary>An input that a parser failed on.</summary>
/// <param name="Input">The input, as short as it could be made.</param>
/// <param name="Why">What went wrong.</param>
internal sealed record FuzzFailure(byte[] Input, string Why);
