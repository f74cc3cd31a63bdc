namespace CoreTop.Model.Sampling;

/// <summary>What <c>stat</c> says of a process as a whole: one value, which samples and loads hold whole.</summary>
/// <param name="ParentPid">Field 4; 0 for the first process and kthreadd.</param>
/// <param name="ThreadCount">Field 20: how many threads it has.</param>
/// <param name="VirtualBytes">Field 23: its address space.</param>
/// <param name="ResidentBytes">Field 24 in bytes: its memory in RAM.</param>
public readonly record struct ProcessFacts(int ParentPid, int ThreadCount, ulong VirtualBytes, ulong ResidentBytes);
