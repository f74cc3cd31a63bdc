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

    /// <summary>The balance preview, over both.</summary>
    Balance = 8,

    /// <summary>The explanation, over both.</summary>
    Explain = 16,

    /// <summary>The details of a process, over both.</summary>
    Details = 32,

    /// <summary>The setup screen, over both.</summary>
    Setup = 64,

    /// <summary>Whatever lies over both.</summary>
    Over = Editor | Balance | Explain | Details | Setup,
}
