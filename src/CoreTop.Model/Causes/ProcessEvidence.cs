using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Model.Causes;

/// <summary>What was read of one process to find out who confined it.</summary>
public sealed record ProcessEvidence
{
    /// <summary>Identity of its leader.</summary>
    public required TaskKey Key { get; init; }

    /// <summary>Its parent; 0 for the first process.</summary>
    public required int ParentPid { get; init; }

    /// <summary><c>comm</c>; may hold any character, so sanitise it before drawing.</summary>
    public required string Name { get; init; }

    /// <summary><c>cmdline</c>, arguments joined by a blank; empty when unreadable. Sanitise it before drawing.</summary>
    public string CommandLine { get; init; } = string.Empty;

    /// <summary><c>cmdline</c>, argument by argument, the program's name first; empty when unreadable. Sanitise them before drawing.</summary>
    public ImmutableArray<string> Arguments { get; init; } = [];

    /// <summary>The PID of its session's leader: <c>stat</c> field 6; 0 when unknown.</summary>
    public int Session { get; init; }

    /// <summary>The CPUs its leader may run on, offline ones left out; null when the kernel refused to say.</summary>
    public required CpuSet? Affinity { get; init; }

    /// <summary>The online CPUs its cpuset allows; null when unknown.</summary>
    public CpuSet? Limit { get; init; }

    /// <summary>The cgroup whose cpuset is <see cref="Limit"/>; null when that is the whole machine or unknown.</summary>
    public string? LimitedBy { get; init; }

    /// <summary>Its cgroups in all hierarchies, each path once and the root left out.</summary>
    public ImmutableArray<string> Cgroups { get; init; } = [];

    /// <summary>Whether <see cref="Environment"/> was read; it and <see cref="Libraries"/> are empty if not.</summary>
    public EvidenceAccess Access { get; init; }

    /// <summary>Those variables that may have to do with affinity, as they were when its program was started.</summary>
    public ImmutableArray<EnvironmentVariable> Environment { get; init; } = [];

    /// <summary>Names of the mapped libraries that may set an affinity, such as <c>libgomp.so.1.0.0</c>, and of the C library, each once.</summary>
    public ImmutableArray<string> Libraries { get; init; } = [];

    /// <summary>It loads its libraries: a runtime that is not among them is hardly in the program itself. False also where they are unknown.</summary>
    public bool IsDynamic => FindLibrary("libc.so") is not null || FindLibrary("libc-") is not null || FindLibrary("ld-musl") is not null;

    /// <summary>The version of LLVM whose OpenMP runtime is mapped, as its folder says, such as <c>/usr/lib/llvm-16</c>; null when it does not say.</summary>
    public int? LlvmVersion { get; init; }

    /// <summary>It has OpenBLAS's table of pinned CPUs mapped, which only an OpenBLAS built with affinity makes.</summary>
    public bool HasOpenBlasTable { get; init; }

    /// <summary>The value of a variable; null when it was not set or not read.</summary>
    public string? Find(string variable)
    {
        foreach (EnvironmentVariable entry in Environment)
        {
            if (entry.Name == variable)
            {
                return entry.Value;
            }
        }

        return null;
    }

    /// <summary>Whether a variable whose name begins so was set.</summary>
    public bool HasVariable(string start)
    {
        foreach (EnvironmentVariable entry in Environment)
        {
            if (entry.Name.StartsWith(start, StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The first mapped library whose name begins so; null when there is none or it is unknown.</summary>
    public string? FindLibrary(string start)
    {
        foreach (string library in Libraries)
        {
            if (library.StartsWith(start, StringComparison.Ordinal))
            {
                return library;
            }
        }

        return null;
    }
}
