using System.Globalization;
using CoreTop.Kernel.Native;

namespace CoreTop.Cli;

/// <summary>
/// How many files may be open at once (<c>ulimit -n</c>). With too few, one file of the kernel after the other could not be read, and
/// an empty machine would be shown.
/// </summary>
internal static class OpenFileLimit
{
    // What a command has open at a time: a folder and a file of /proc, the journal, its folder and lock, a process held by a pidfd.
    private const int FilesOfCommand = 8;

    // The full screen has its events, a terminal of its own and the sampler's files besides.
    private const int FilesOfScreen = 16;

    /// <summary>Why a command cannot work, as a sentence; null when it can.</summary>
    public static string? WhyNotCommand() => WhyNot(FilesOfCommand);

    /// <summary>Why the full screen cannot work, as a sentence; null when it can.</summary>
    public static string? WhyNotScreen() => WhyNot(FilesOfScreen);

    private static string Left(int files) => files switch
    {
        0 => "no more files",
        1 => "only 1 more file",
        _ => string.Create(CultureInfo.InvariantCulture, $"only {files} more files"),
    };

    private static string? WhyNot(int needed)
    {
        int room = StandardFiles.CountRoom(needed);
        return room == needed
            ? null
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{Left(room)} may be opened, and CoreTop needs {needed}: raise the limit, for example with \"ulimit -n 64\".");
    }
}
