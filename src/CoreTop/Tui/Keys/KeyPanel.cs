namespace CoreTop.Tui.Keys;

/// <summary>Where the keyboard is.</summary>
[Flags]
internal enum KeyPanel
{
    None = 0,

    /// <summary>The process list.</summary>
    Processes = 1,

    /// <summary>The core panel.</summary>
    Cores = 2,

    Both = Processes | Cores,

    /// <summary>The affinity editor, over both.</summary>
    Editor = 4,
}
