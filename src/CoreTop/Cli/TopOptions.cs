namespace CoreTop.Cli;

/// <summary>The options of top (procps-ng 4) that are called otherwise here, or are not here.</summary>
internal static class TopOptions
{
    /// <summary>What is said of a -s without a column, as top's has none.</summary>
    public const string SecureMode = " The secure mode of top's -s is --readonly here.";

    private const string ChildTimes = "the CPU time of children that ended is in the columns CUTIME and CSTIME, "
        + "such as with --columns pid,time,cutime,cstime,command.";

    private static readonly Dictionary<string, string> LongNames = new()
    {
        ["--batch-mode"] = "--batch",
        ["--cmdline-toggle"] = "--command-line",
        ["--filter-any-user"] = "--any-user",
        ["--filter-only-euser"] = "--user",
        ["--idle-toggle"] = "--hide-idle",
        ["--secure-mode"] = "--readonly",
        ["--single-cpu-toggle"] = "--each-cpu",
        ["--threads-show"] = "--threads",
    };

    private static readonly Dictionary<string, string> NotHere = new()
    {
        ["-S"] = ChildTimes,
        ["--accum-time-toggle"] = ChildTimes,
        ["-k"] = "the key k of the full screen sends signals to processes.",
    };

    /// <summary>The word with a long option of top's replaced by what does the same here; else as it is.</summary>
    public static string Ours(string word)
    {
        int end = word.IndexOf('=', StringComparison.Ordinal);
        string name = end < 0 ? word : word[..end];
        return LongNames.TryGetValue(name, out string? ours) ? ours + word[name.Length..] : word;
    }

    /// <summary>What does here what an option of top does that is not here, as the end of a sentence; null for any other word.</summary>
    public static string? WhyNot(string option) => NotHere.GetValueOrDefault(option);
}
