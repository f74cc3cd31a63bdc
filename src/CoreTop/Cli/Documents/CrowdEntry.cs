using CoreTop.Model.Cpus;

namespace CoreTop.Cli.Documents;

/// <summary>CPUs of a <see cref="JobEntry"/> to which more tasks are confined than there are CPUs.</summary>
internal sealed record CrowdEntry(CpuSet Cpus, int Tasks, int Others);
