using System.Collections.Immutable;

namespace CoreTop.Model.Interrupts;

/// <summary>One source of interrupts: a row of /proc/interrupts or /proc/softirqs.</summary>
/// <param name="Name">The row's name: an IRQ's number such as <c>24</c>, or <c>LOC</c>, or <c>NET_RX</c>.</param>
/// <param name="Text">What the kernel says of it: the devices of a numbered IRQ, else a description; empty for soft interrupts.</param>
/// <param name="Counts">Interrupts since boot, in the order of <see cref="InterruptCounts.Cpus"/>; they wrap at 2^32.</param>
public sealed record InterruptSource(string Name, string Text, ImmutableArray<uint> Counts);
