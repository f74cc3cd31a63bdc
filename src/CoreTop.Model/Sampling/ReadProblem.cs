namespace CoreTop.Model.Sampling;

/// <summary>Something that could not be read, for the status line: never an exception.</summary>
/// <param name="Path">The file as the user would name it, such as <c>/proc/stat</c>.</param>
/// <param name="Message">A sentence: what is wrong with it and what is therefore missing.</param>
public sealed record ReadProblem(string Path, string Message)
{
    /// <summary>Nothing is broken: the machine is made so that this is not known.</summary>
    public bool IsByDesign { get; init; }
}
