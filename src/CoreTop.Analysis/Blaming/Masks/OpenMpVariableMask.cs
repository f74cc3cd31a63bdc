using CoreTop.Analysis.Blaming.OpenMp;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// A variable that makes an OpenMP runtime bind threads. The runtime then binds the main thread to the first place (GNU's
/// before main() runs), and every process forked afterwards inherits that. A variable that could not give this mask on this
/// machine is not the cause.
/// </summary>
internal static class OpenMpVariableMask
{
    private static readonly OpenMpRuntime[] Runtimes = [OpenMpRuntime.Gnu, OpenMpRuntime.Llvm];

    public static Cause? Find(MaskOrigin origin)
    {
        OpenMpRuntime[] loaded = [.. Runtimes.Where(runtime => origin.Process.FindLibrary(runtime) is not null)];
        if (loaded.Length == 0 && (origin.Process.IsDynamic || InheritedMask.IsShell(origin.Process)))
        {
            return null;
        }

        (OpenMpRuntime Runtime, OpenMpBinding Binding)? unknown = null;
        foreach (OpenMpRuntime runtime in loaded.Length > 0 ? loaded : Runtimes)
        {
            foreach (CpuSet? before in Beginnings(origin))
            {
                if (OpenMpVariables.Find(runtime, origin.Process, origin.Snapshot.Topology, before) is { } binding)
                {
                    bool? canGive = binding.CanGive(origin.Affinity, origin.IsThreadsOwn);
                    if (canGive == true)
                    {
                        return Of(origin, binding, origin.Process.FindLibrary(runtime), isComputed: true);
                    }

                    unknown ??= canGive is null ? (runtime, binding) : null;
                }
            }
        }

        // A variable whose effect cannot be computed explains the mask of a program with a runtime, not that of one without.
        return unknown is { } rest && loaded.Length > 0
            ? Of(origin, rest.Binding, origin.Process.FindLibrary(rest.Runtime), isComputed: false)
            : null;
    }

    // The parent's mask, or what a launcher made of it before the program began.
    private static IEnumerable<CpuSet?> Beginnings(MaskOrigin origin)
    {
        yield return origin.Before;
        ProcessEvidence process = origin.Process;
        if (SlurmVariables.Masks(process) is { } masks)
        {
            foreach (CpuSet mask in masks.Where(mask => origin.Affinity.IsSubsetOf(mask)))
            {
                yield return mask;
            }
        }
        else if (process.HasVariable("OMPI_COMM_WORLD_") || process.HasVariable("PMI_RANK"))
        {
            foreach (CpuSet mask in LauncherUnits.Around(origin.Affinity, origin))
            {
                yield return mask;
            }
        }
    }

    private static Cause Of(MaskOrigin origin, OpenMpBinding binding, string? library, bool isComputed)
    {
        ProcessEvidence process = origin.Process;
        EnvironmentVariable variable = binding.Variable;
        string setting = CauseText.Setting(variable), name = CauseText.Name(process);

        // It spreads the threads over its places: if all of them are on one of several, somebody has moved them since.
        bool isSpread = !(binding.Places is { Length: > 1 } && !binding.IsTogether && Fellows.AreThreadsTogether(origin));
        bool isSure = library is not null && isComputed && isSpread;
        string seen = library is null
            ? $"{name} was started with {setting}; no OpenMP library is mapped in it, but it may be linked in."
            : $"{name} was started with {setting} and has {library} loaded"
                + (isComputed ? $", which gives {CauseText.Cpus(origin.Affinity)} here." : "; what that gives here cannot be computed.");
        return new Cause(
            CauseKind.OpenMpVariable,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? $"set by OpenMP ({setting})" : $"likely set by OpenMP ({setting})",
            seen,
            process.Key.Tid,
            variable.Name switch
            {
                "KMP_AFFINITY" => "Set KMP_AFFINITY=disabled, or add reset to it, where the program forks workers.",
                "GOMP_CPU_AFFINITY" or "KMP_HW_SUBSET" or "KMP_PLACE_THREADS" => $"Unset {variable.Name} where the program is started.",
                _ => $"Unset {variable.Name}, or set OMP_PROC_BIND=false, where the program forks workers.",
            })
        {
            Lines = variable.Name switch
            {
                "KMP_AFFINITY" => ["export KMP_AFFINITY=disabled"],
                "GOMP_CPU_AFFINITY" or "KMP_HW_SUBSET" or "KMP_PLACE_THREADS" => [$"unset {variable.Name}"],
                _ => ["export OMP_PROC_BIND=false"],
            },
        };
    }
}
