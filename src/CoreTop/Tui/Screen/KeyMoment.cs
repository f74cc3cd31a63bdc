namespace CoreTop.Tui.Screen;

/// <summary>What there is at the moment that some keys are for: those stand first in the key bar.</summary>
[Flags]
internal enum KeyMoment
{
    None = 0,

    /// <summary>Something is wrong.</summary>
    Finding = 1,

    /// <summary>Something is wrong that a plan may mend.</summary>
    Warning = 2,

    /// <summary>Rows are tagged.</summary>
    Tagged = 4,

    /// <summary>The list is narrowed: to a finding, a CPU, a user, or by a filter.</summary>
    Narrowed = 8,

    /// <summary>A filter narrows the list.</summary>
    Filtered = 16,

    /// <summary>The list is a tree, or grouped: something folds.</summary>
    Tree = 32,

    /// <summary>Only some CPUs are looked at.</summary>
    Within = 64,

    /// <summary>A finding names tasks.</summary>
    FindingTasks = 128,

    /// <summary>There is a change to take back.</summary>
    Changed = 256,
}
