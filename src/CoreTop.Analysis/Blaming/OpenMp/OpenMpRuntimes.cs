using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>Finds the runtimes in a process.</summary>
internal static class OpenMpRuntimes
{
    /// <summary>The mapped library of a runtime; null when it is not there, or is linked into the program.</summary>
    public static string? FindLibrary(this ProcessEvidence process, OpenMpRuntime runtime) => runtime == OpenMpRuntime.Gnu
        ? process.FindLibrary("libgomp")
        : process.FindLibrary("libiomp5") ?? process.FindLibrary("libomp");
}
