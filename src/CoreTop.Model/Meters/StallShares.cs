namespace CoreTop.Model.Meters;

/// <summary>How much of the time tasks waited for something: the pressure of one resource over the last ten seconds.</summary>
/// <param name="Some">Share of the time in which at least one task waited, 0 to 1.</param>
/// <param name="Full">Share of the time in which all tasks waited that had anything to do; null where the kernel does not say.</param>
public readonly record struct StallShares(double Some, double? Full);
