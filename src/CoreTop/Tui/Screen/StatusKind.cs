namespace CoreTop.Tui.Screen;

/// <summary>What a message is about.</summary>
internal enum StatusKind
{
    /// <summary>Something was done.</summary>
    Done = 0,

    /// <summary>Something was not done, or only in part.</summary>
    Refused,

    /// <summary>Something cannot be read.</summary>
    Problem,

    /// <summary>Something that this machine is made not to tell.</summary>
    Note,
}
