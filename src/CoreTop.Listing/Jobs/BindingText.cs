using System.Text;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Listing.Jobs;

/// <summary>An affinity as launchers of ranks draw it: <c>[BB/../..][../../..]</c>, brackets around a package, a slash between cores, a letter for each CPU.</summary>
internal static class BindingText
{
    private const char Bound = 'B', NotBound = '.';

    /// <summary>The picture.</summary>
    /// <param name="topology">The machine; CPUs that are offline are left out.</param>
    /// <param name="affinity">The CPUs that get a B.</param>
    public static string Of(CpuTopology topology, CpuSet affinity)
    {
        var text = new StringBuilder();
        foreach (CpuSet package in topology.Packages)
        {
            if (package.IsEmpty)
            {
                continue;
            }

            text.Append('[');
            int start = text.Length;
            foreach (CpuSet core in topology.Cores)
            {
                if (!core.Overlaps(package))
                {
                    continue;
                }

                if (text.Length > start)
                {
                    text.Append('/');
                }

                foreach (CpuId cpu in core)
                {
                    text.Append(affinity.Contains(cpu) ? Bound : NotBound);
                }
            }

            text.Append(']');
        }

        return text.ToString();
    }
}
