using CoreTop.Model.Cpus;

namespace CoreTop.Kernel.Scheduling;

/// <summary>Reads and changes the affinity of one task at a time.</summary>
public interface IAffinityControl
{
    /// <summary>errno of the last call that the kernel refused; 0 when it refused none.</summary>
    int LastErrno => 0;

    /// <summary>The CPUs a task may run on, offline ones left out.</summary>
    /// <param name="pid">The process it belongs to: under which a captured machine files it.</param>
    /// <param name="tid">The task.</param>
    /// <param name="known">Handed out again when it is the affinity still, so that asking costs no memory; null for none.</param>
    /// <param name="affinity">The affinity; null unless Applied.</param>
    ControlResult Read(int pid, int tid, CpuSet? known, out CpuSet? affinity);

    /// <summary>Sets a task's affinity. Success does not mean as asked: the kernel trims it to the cpuset.</summary>
    ControlResult Write(int tid, CpuSet wanted);

    /// <summary>Gives a task every CPU its cpuset allows, those added later too: writes a mask of all ones.</summary>
    /// <param name="tid">The task.</param>
    /// <param name="without">CPUs left out of the mask, such as isolated ones; null for none.</param>
    ControlResult Release(int tid, CpuSet? without = null);

    /// <summary>
    /// Tries on this thread itself whether a write has any effect: a seccomp filter, a tracer or a sandbox may answer in the
    /// kernel's place.
    /// </summary>
    /// <returns>False when the call is accepted and does nothing; null when that cannot be tried.</returns>
    bool? HasEffectHere() => null;
}
