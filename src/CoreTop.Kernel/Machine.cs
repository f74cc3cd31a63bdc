#pragma warning disable CA1822, CA1065, IDE0060 // Until it is built.
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Kernel;

/// <summary>The running machine, or a captured one: what the program reads, and what it changes. Belongs to one thread.</summary>
public sealed class Machine : IDisposable
{
    private Machine()
    {
    }

    /// <summary>It is the running machine; else changes are only recorded.</summary>
    public bool IsLive => throw new NotSupportedException();

    /// <summary>Its files.</summary>
    public KernelFiles Files => throw new NotSupportedException();

    /// <summary>Reads affinities and changes them.</summary>
    public IAffinityControl Affinity => throw new NotSupportedException();

    /// <summary>Opens a machine.</summary>
    /// <param name="root">A folder that holds proc and sys, or a file made by <c>coretop capture</c>; <c>/</c> for the running machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="MachineException">It is not there, or holds no machine: the message is a sentence for the user.</exception>
    public static Machine Open(string root, TimeProvider time)
    {
        _ = (root, time);
        throw new NotSupportedException();
    }

    /// <summary>Reads a sample; null when a captured machine has no further reading.</summary>
    public Sample? Read(SampleRequest request)
    {
        _ = request;
        throw new NotSupportedException();
    }

    /// <summary>Reads the topology alone.</summary>
    public CpuTopology ReadTopology() => throw new NotSupportedException();

    /// <summary>Another view of the same machine for another thread; shares what was unpacked, and is disposed on its own.</summary>
    public Machine OpenAnother() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Dispose()
    {
    }
}
