namespace CoreTop.Model.Inspection;

/// <summary>An open file.</summary>
/// <param name="Descriptor">Its number.</param>
/// <param name="Target">What it leads to: a path, or such as <c>socket:[4711]</c>; null when it was closed meanwhile.</param>
public readonly record struct OpenFile(int Descriptor, string? Target);
