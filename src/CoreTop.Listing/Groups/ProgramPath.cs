namespace CoreTop.Listing.Groups;

/// <summary>Paths of programs and scripts.</summary>
internal static class ProgramPath
{
    /// <summary>What is behind the last slash; of a program of Windows, behind the last backslash.</summary>
    public static ReadOnlySpan<char> LastPart(ReadOnlySpan<char> path)
    {
        ReadOnlySpan<char> part = path.TrimEnd('/');
        return part[(part.LastIndexOfAny('/', '\\') + 1)..];
    }
}
