using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>What is seen of the runtimes in a process.</summary>
internal static class OpenMpRuntimes
{
    /// <summary>The library of a runtime that is mapped; null when it is not, or is linked into the program.</summary>
    public static string? FindLibrary(this ProcessEvidence process, OpenMpRuntime runtime) => runtime == OpenMpRuntime.Gnu
        ? process.FindLibrary("libgomp")
        : process.FindLibrary("libiomp5") ?? process.FindLibrary("libomp");
}
