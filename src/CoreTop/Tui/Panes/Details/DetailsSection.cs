namespace CoreTop.Tui.Panes.Details;

/// <summary>What the details of a process show one at a time, in the order of the keys that switch.</summary>
internal enum DetailsSection
{
    Overview = 0,
    Threads,
    Environment,
    Files,
    Limits,
    Cgroups,
    Memory,
}
