namespace CoreTop.Tui.Hosting;

/// <summary>What other threads ask of the event loop.</summary>
[Flags]
internal enum LoopRequest
{
    None = 0,

    /// <summary>End.</summary>
    Stop = 1,

    /// <summary>The terminal may have another size.</summary>
    Resize = 2,

    /// <summary>Give the terminal back and stop until continued.</summary>
    Suspend = 4,

    /// <summary>Something else may have used the terminal: take it back and draw everything again.</summary>
    Retake = 8,
}
