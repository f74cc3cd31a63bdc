namespace CoreTop.Fuzz;

/// <summary>What became of one target.</summary>
/// <param name="Target">Its name.</param>
/// <param name="Inputs">How many inputs it got.</param>
/// <param name="Ways">How many ways it went, as <see cref="Outcome"/> tells them apart.</param>
/// <param name="Elapsed">How long that took.</param>
/// <param name="Failure">The first failure, which ended it; null for none.</param>
internal sealed record FuzzReport(string Target, long Inputs, int Ways, TimeSpan Elapsed, FuzzFailure? Failure);
