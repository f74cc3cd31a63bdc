using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>KMP_AFFINITY, which LLVM's and Intel's runtimes prefer to all other variables.</summary>
/// <seealso href="https://openmp.llvm.org/design/Runtimes.html#kmp-affinity-windows-linux"/>
internal sealed class KmpAffinity
{
    private static readonly string[] Types = ["compact", "scatter", "balanced", "explicit", "logical", "physical"];

    private readonly List<string> _words = [];
    private readonly string? _processors;

    /// <summary>Parses the value.</summary>
    public KmpAffinity(string value)
    {
        int list = value.IndexOf("proclist", StringComparison.OrdinalIgnoreCase);
        int open = list < 0 ? -1 : value.IndexOf('[', list), close = open < 0 ? -1 : value.IndexOf(']', open);
        if (open >= 0 && close >= 0)
        {
            _processors = value[(open + 1)..close];
            value = value[..list] + value[(close + 1)..];
        }

        _words.AddRange(value.ToLowerInvariant().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
    }

    /// <summary>It turns binding off, whatever the other variables say.</summary>
    public bool IsRefusal => _words.Contains("disabled") || _words.Contains("none");

    /// <summary>It says how to bind.</summary>
    public bool IsBinding => !IsRefusal && (_processors is not null || _words.Any(word => Types.Contains(word)));

    /// <summary>The masks that it gives.</summary>
    /// <param name="variable">The variable.</param>
    /// <param name="topology">The machine.</param>
    /// <param name="allowed">The mask that the process had when it began.</param>
    public OpenMpBinding Binding(EnvironmentVariable variable, CpuTopology topology, CpuSet allowed)
    {
        CpuSet respected = _words.Contains("norespect") ? topology.Online : allowed;
        return _processors is not null ? Explicit(variable, _processors, topology, respected)
            : _words.Contains("explicit") ? OpenMpBinding.Unknown(variable)
            : OfType(variable, topology, respected);
    }

    // compact and the others differ only in the order of threads; all begin at the first place, or at the offset.
    private OpenMpBinding OfType(EnvironmentVariable variable, CpuTopology topology, CpuSet allowed)
    {
        if (Places.Named(Granularity ?? "core", topology, allowed) is not { IsEmpty: false } places)
        {
            return OpenMpBinding.Unknown(variable);
        }

        // The order after an offset depends on the type and on what is permuted.
        return Offset == 0 ? OpenMpBinding.Of(variable, places) : new OpenMpBinding(variable, places, places);
    }

    private OpenMpBinding Explicit(EnvironmentVariable variable, string processors, CpuTopology topology, CpuSet allowed)
    {
        if (CpuNumbers.Of(processors, allowed) is not { IsEmpty: false } cpus)
        {
            return OpenMpBinding.Unknown(variable);
        }

        bool isFine = Granularity is "fine" or "thread";
        ImmutableArray<CpuSet> cores = isFine ? [] : [.. cpus.Select(place => CoresOf(place, topology, allowed))];
        return new OpenMpBinding(variable, [.. cpus, .. cores], isFine ? [cpus[0]] : [cpus[0], cores[0]]);
    }

    private string? Granularity => _words
        .Where(word => word.StartsWith("granularity=", StringComparison.Ordinal))
        .Select(word => word["granularity=".Length..])
        .FirstOrDefault();

    // After the type come what to permute and the offset; a single number is the offset for some types and the permutation for others.
    private int Offset
    {
        get
        {
            int offset = 0;
            foreach (string word in _words)
            {
                if (int.TryParse(word, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
                {
                    offset = number;
                }
            }

            return offset;
        }
    }

    private static CpuSet CoresOf(CpuSet place, CpuTopology topology, CpuSet allowed)
    {
        CpuSet cores = place;
        foreach (CpuId cpu in place)
        {
            cores = cores.Union(topology.Find(cpu)?.Siblings ?? CpuSet.Empty);
        }

        return cores.Intersect(allowed);
    }
}
