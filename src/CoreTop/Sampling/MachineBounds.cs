using CoreTop.Kernel;
using CoreTop.Model.Topology;

namespace CoreTop.Sampling;

/// <summary>The CPUs of a machine that CoreTop itself may use.</summary>
internal static class MachineBounds
{
    /// <summary>Reads them.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="why">Why there are none, as a sentence; empty when there are.</param>
    /// <returns>Null where nothing limits it, and of a captured machine.</returns>
    public static CpuBounds? Mine(Machine machine, out string why)
    {
        if (machine.ReadOwnCpus() is { } own)
        {
            return own.Bounds(machine.ReadTopology(), out why);
        }

        why = "Which CPUs are CoreTop's own is known on the running machine alone: name those of a captured one with --within.";
        return null;
    }
}
