using System.Runtime.InteropServices;
using System.Text;
using CoreTop.Kernel.Native;

namespace CoreTop.Os;

/// <summary>Says on standard error why the program ended.</summary>
internal static class Crash
{
    /// <summary>Why a thread cannot be started or memory cannot be had, which is not a fault of the program.</summary>
    public const string NothingLeft =
        "the system gives no more memory or threads: see ulimit -v and ulimit -u, and memory.max and pids.max of the cgroup.";

    /// <summary>The message about an unexpected failure, so that it can be reported.</summary>
    public static string Text(Exception exception) =>
        $"""
        coretop stopped because of a bug in it: {exception.Message}
        Affinities that were changed stay so until "coretop undo". Please report these lines with what you did:
        coretop {ProgramVersion.Text}, Linux {Environment.OSVersion.Version}, {RuntimeInformation.OSDescription}
        {exception}

        """;

    /// <summary>Writes to standard error; what cannot be written, because the terminal is gone, is dropped.</summary>
    public static void Write(string text) => _ = StandardFiles.Write(StandardFiles.Error, Encoding.UTF8.GetBytes(text));
}
