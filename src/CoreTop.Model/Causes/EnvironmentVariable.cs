namespace CoreTop.Model.Causes;

/// <summary>A variable of the environment that a program was started with.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Value">Its value, cut short, what is not printable replaced by <c>?</c>; empty where only the name matters.</param>
public readonly record struct EnvironmentVariable(string Name, string Value);
