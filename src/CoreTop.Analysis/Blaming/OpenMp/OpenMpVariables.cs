using System.Collections.Immutable;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>Which variable a runtime reads, and what it makes of it. The runtimes differ in both.</summary>
/// <seealso href="https://gcc.gnu.org/onlinedocs/libgomp/Environment-Variables.html"/>
/// <seealso href="https://openmp.llvm.org/design/Runtimes.html#environment-variables"/>
internal static class OpenMpVariables
{
    private static readonly string[] Bindings = ["true", "close", "spread", "master", "primary"];
    private static readonly string[] Subsets = ["KMP_HW_SUBSET", "KMP_PLACE_THREADS"];

    /// <summary>What the runtime binds to; null when no variable asks for it.</summary>
    /// <param name="runtime">The runtime.</param>
    /// <param name="process">The process that has the variables.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="allowed">The mask that the process had when it began; null when unknown.</param>
    public static OpenMpBinding? Find(OpenMpRuntime runtime, ProcessEvidence process, CpuTopology topology, CpuSet? allowed)
    {
        CpuSet cpus = allowed ?? topology.Online;
        OpenMpBinding? binding = runtime == OpenMpRuntime.Gnu ? OfGnu(process, topology, cpus) : OfLlvm(process, topology, cpus);
        return binding is null ? null
            : allowed is null ? OpenMpBinding.Unknown(binding.Variable)
            : binding with { IsTogether = binding.Variable.Name == "OMP_PROC_BIND" && Bind(process) is "master" or "primary" };
    }

    /// <summary>A variable makes LLVM's or Intel's runtime leave affinity alone.</summary>
    public static bool IsSwitchedOff(ProcessEvidence process) =>
        process.Find("KMP_AFFINITY") is { } value && new KmpAffinity(value).IsRefusal;

    private static OpenMpBinding? OfGnu(ProcessEvidence process, CpuTopology topology, CpuSet allowed)
    {
        string? bind = Bind(process);
        return bind == "false" ? null
            : OfPlaces(process, topology, allowed)
                ?? OfList(process, allowed)
                ?? OfBind(process, bind, Places.Named("threads", topology, allowed));
    }

    private static OpenMpBinding? OfLlvm(ProcessEvidence process, CpuTopology topology, CpuSet allowed)
    {
        if (IsSwitchedOff(process))
        {
            return null;
        }

        string? bind = Bind(process);
        OpenMpBinding? binding = OfKmp(process, topology, allowed)
            ?? OfList(process, allowed)
            ?? (bind == "false" ? null
                : OfPlaces(process, topology, allowed) ?? OfBind(process, bind, Places.Named("cores", topology, allowed)));

        // A subset binds by itself, and limits what the other variables bind to.
        return Subset(process) is { } subset ? OpenMpBinding.Unknown(binding?.Variable ?? subset) : binding;
    }

    private static OpenMpBinding? OfKmp(ProcessEvidence process, CpuTopology topology, CpuSet allowed) =>
        process.Find("KMP_AFFINITY") is { } value && new KmpAffinity(value) is { IsBinding: true } affinity
            ? affinity.Binding(new EnvironmentVariable("KMP_AFFINITY", value), topology, allowed)
            : null;

    private static OpenMpBinding? OfList(ProcessEvidence process, CpuSet allowed) => process.Find("GOMP_CPU_AFFINITY") is { } value
        ? OpenMpBinding.Of(new EnvironmentVariable("GOMP_CPU_AFFINITY", value), CpuNumbers.Of(value, allowed))
        : null;

    private static OpenMpBinding? OfPlaces(ProcessEvidence process, CpuTopology topology, CpuSet allowed) =>
        process.Find("OMP_PLACES") is { } value
            ? OpenMpBinding.Of(
                process.Find("OMP_PROC_BIND") is { } bind
                    ? new EnvironmentVariable("OMP_PROC_BIND", $"{bind} OMP_PLACES={value}")
                    : new EnvironmentVariable("OMP_PLACES", value),
                Places.Of(value, topology, allowed))
            : null;

    private static OpenMpBinding? OfBind(ProcessEvidence process, string? bind, ImmutableArray<CpuSet>? places) =>
        Bindings.Contains(bind)
            ? OpenMpBinding.Of(new EnvironmentVariable("OMP_PROC_BIND", process.Find("OMP_PROC_BIND")!), places)
            : null;

    // In a list for nested levels the first word says whether threads are bound.
    private static string? Bind(ProcessEvidence process) =>
        process.Find("OMP_PROC_BIND")?.Split(',')[0].Trim().ToLowerInvariant();

    private static EnvironmentVariable? Subset(ProcessEvidence process)
    {
        foreach (string name in Subsets)
        {
            if (process.Find(name) is { Length: > 0 } value)
            {
                return new EnvironmentVariable(name, value);
            }
        }

        return null;
    }
}
