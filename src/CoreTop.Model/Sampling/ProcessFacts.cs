namespace CoreTop.Model.Sampling;

/// <summary>What <c>stat</c> and <c>statm</c> say of a process as a whole: one value, which samples and loads hold whole.</summary>
/// <param name="ParentPid">Field 4 of <c>stat</c>; 0 for the first process and kthreadd.</param>
/// <param name="ThreadCount">Field 20 of <c>stat</c>: how many threads it has.</param>
/// <param name="VirtualBytes">Field 23 of <c>stat</c>: its address space.</param>
/// <param name="ResidentBytes">
/// Its memory in RAM: field 2 of <c>statm</c>, as top shows it. Where <c>statm</c> is not read again, it grows and shrinks as field 24 of <c>stat</c> does.
/// </param>
public readonly record struct ProcessFacts(int ParentPid, int ThreadCount, ulong VirtualBytes, ulong ResidentBytes);
