namespace CoreTop.Listing.Rows;

/// <summary>What is said about a row beyond its task.</summary>
[Flags]
internal enum RowTraits
{
    None = 0,

    /// <summary>It stands in the tree.</summary>
    InTree = 1,

    /// <summary>No sibling stands below it in the tree.</summary>
    Last = 2,

    /// <summary>Something stands or could stand below it: children, or threads that are shown.</summary>
    Parent = 4,

    /// <summary>What stands below it is folded away, and its numbers are the sums of all.</summary>
    Folded = 8,

    /// <summary>Shown only because something below it is: what narrows the list leaves the task itself out.</summary>
    Context = 16,

    /// <summary>The process was not there a moment ago.</summary>
    New = 32,

    /// <summary>The process is no more; its last numbers stay for a moment.</summary>
    Ended = 64,
}
