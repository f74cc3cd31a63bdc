using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// A variable that tells an OpenMP runtime to bind threads. The runtime then binds the main thread to the first place, GNU's
/// before main() runs, and every process forked afterwards inherits that.
/// </summary>
internal static class OpenMpVariableMask
{
    private static readonly string[] KmpBindings = ["compact", "scatter", "balanced", "explicit", "physical", "logical"];
    private static readonly string[] KmpRefusals = ["disabled", "none"];

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        string? gnu = process.FindLibrary("libgomp"), llvm = LlvmLibrary(process);
        if (FindBinding(process, isKmpHeeded: llvm is not null || gnu is null) is not { } variable)
        {
            return null;
        }

        string? library = variable.Name == "KMP_AFFINITY" ? llvm : gnu ?? llvm;
        if (library is null && InheritedMask.IsShell(process))
        {
            return null;
        }

        bool isSure = library is not null;
        string setting = $"{variable.Name}={variable.Value}";
        return new Cause(
            CauseKind.OpenMpVariable,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? $"set by OpenMP ({setting})" : $"likely set by OpenMP ({setting})",
            isSure
                ? $"{CauseText.Name(process)} was started with {setting} and has {library} loaded."
                : $"{CauseText.Name(process)} was started with {setting}; no OpenMP library is seen in it, but it may be linked in.",
            process.Key.Tid,
            variable.Name == "KMP_AFFINITY"
                ? "Set KMP_AFFINITY=disabled, or add reset to it, where the program forks workers."
                : $"Unset {variable.Name}, or set OMP_PROC_BIND=false, where the program forks workers.");
    }

    /// <summary>LLVM's or Intel's runtime, where it is loaded.</summary>
    public static string? LlvmLibrary(ProcessEvidence process) => process.FindLibrary("libiomp5") ?? process.FindLibrary("libomp");

    /// <summary>LLVM's or Intel's runtime was told to leave affinity alone.</summary>
    public static bool IsSwitchedOff(ProcessEvidence process) => Holds(process.Find("KMP_AFFINITY"), KmpRefusals);

    private static EnvironmentVariable? FindBinding(ProcessEvidence process, bool isKmpHeeded)
    {
        string? kmp = process.Find("KMP_AFFINITY"), bind = process.Find("OMP_PROC_BIND");
        if (isKmpHeeded && Holds(kmp, KmpBindings))
        {
            return new EnvironmentVariable("KMP_AFFINITY", kmp!);
        }

        // Where it is given it goes before the others, also to say no.
        if (isKmpHeeded && IsSwitchedOff(process))
        {
            return null;
        }

        if (string.Equals(bind?.Trim(), "false", StringComparison.OrdinalIgnoreCase))
        {
            return null;
        }

        return process.Find("GOMP_CPU_AFFINITY") is { } cpus ? new EnvironmentVariable("GOMP_CPU_AFFINITY", cpus)
            : bind is not null ? new EnvironmentVariable("OMP_PROC_BIND", bind)
            : process.Find("OMP_PLACES") is { } places ? new EnvironmentVariable("OMP_PLACES", places)
            : null;
    }

    private static bool Holds(string? value, string[] words) =>
        value is not null && words.Any(word => value.Contains(word, StringComparison.OrdinalIgnoreCase));
}
