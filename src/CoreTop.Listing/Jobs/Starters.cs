using System.Collections.Frozen;

namespace CoreTop.Listing.Jobs;

/// <summary>Programs that start others and wait for them: launchers, batch systems' helpers, shells and prefixes, by the name of the task.</summary>
internal static class Starters
{
    // Names of tasks have 15 characters at most.
    private const int LongestName = 15;

    private static readonly FrozenSet<string> Names =
        """
        mpirun mpiexec orterun prterun prun prte orted prted mpirun.openmpi mpiexec.openmpi mpirun.mpich mpiexec.mpich mpiexec.hydra
        hydra_pmi_proxy hydra_bstrap_proxy pmi_proxy srun sbatch salloc slurmstepd slurm_script pbs_mom pbs_attach mom_shepherd res sge_shepherd
        torchrun pt_elastic
        sh bash dash ash zsh fish ksh mksh csh tcsh busybox login sshd su sudo tmux screen
        timeout nohup setsid env nice ionice time perf strace ltrace gdb valgrind xargs parallel make
        """
        .Split([' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries)
        .Select(name => name.Length > LongestName ? name[..LongestName] : name)
        .ToFrozenSet();

    /// <summary>The program starts others.</summary>
    /// <param name="name">The task's name; <c>tmux: server</c> is tmux.</param>
    public static bool Has(ReadOnlySpan<char> name)
    {
        int end = name.IndexOf(':');
        return Names.GetAlternateLookup<ReadOnlySpan<char>>().Contains(end < 0 ? name : name[..end]);
    }
}
