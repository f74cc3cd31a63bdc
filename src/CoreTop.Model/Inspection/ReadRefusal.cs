namespace CoreTop.Model.Inspection;

/// <summary>A file that could not be read.</summary>
/// <param name="Path">The file.</param>
/// <param name="IsDenied">The kernel refused; else it is not there.</param>
public readonly record struct ReadRefusal(string Path, bool IsDenied);
