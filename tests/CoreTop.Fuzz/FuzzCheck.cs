namespace CoreTop.Fuzz;

/// <summary>Gives an input to a parser and throws when the parser does what it must not.</summary>
/// <param name="input">Any bytes.</param>
/// <returns>
/// Which way the parser went, see <see cref="Outcome"/>: an input that goes a new way is kept and spoilt further.
/// </returns>
internal delegate int FuzzCheck(ReadOnlySpan<byte> input);
