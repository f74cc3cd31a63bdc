namespace CoreTop.Kernel.Cgroup;

/// <summary>Says which CPUs a task's cpuset allows.</summary>
internal interface ICpusetLimits
{
    /// <summary>The limit of a task.</summary>
    /// <param name="cgroupText">The text of its <c>/proc/[pid]/cgroup</c>.</param>
    CpusetLimit Find(ReadOnlySpan<byte> cgroupText);

    /// <summary>Something changed what they allow: they are read again when asked for next.</summary>
    void Forget();
}
