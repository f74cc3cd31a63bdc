namespace CoreTop.Listing.Fields;

/// <summary>How a field of a group of processes comes from those of its members.</summary>
internal enum GroupRule
{
    /// <summary>What all have in common; <c>*</c> where they differ.</summary>
    Same = 0,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The sum, which counts what they share more than once: it is not more than that.</summary>
    AtMost,

    /// <summary>The sum, which changes with time alone.</summary>
    SumOfNow,

    /// <summary>That of the member that started first.</summary>
    Oldest,

    /// <summary>The highest.</summary>
    Highest,

    /// <summary>The CPUs of all.</summary>
    Cpus,

    /// <summary><c>R</c> when any runs, as a process does; else what all have in common.</summary>
    State,

    /// <summary>The field knows groups itself.</summary>
    Own,

    /// <summary>A group has none.</summary>
    None,
}
