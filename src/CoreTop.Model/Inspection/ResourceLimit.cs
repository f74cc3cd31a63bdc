namespace CoreTop.Model.Inspection;

/// <summary>A resource limit: getrlimit(2).</summary>
/// <param name="Name">The kernel's name, such as <c>Max open files</c>.</param>
/// <param name="Soft">What holds now, as the kernel prints it.</param>
/// <param name="Hard">What the process may raise it to.</param>
/// <param name="Unit">Such as <c>bytes</c>; empty for none.</param>
public readonly record struct ResourceLimit(string Name, string Soft, string Hard, string Unit);
