namespace CoreTop.Tui.Drawing;

/// <summary>What a cell means; the <see cref="Theme"/> says how that looks.</summary>
internal enum Ink
{
    Normal,
    Faint,
    Strong,

    /// <summary>The heading row of the process list.</summary>
    Heading,

    /// <summary>The heading of the column that sorts.</summary>
    HeadingSorted,

    /// <summary>The row or CPU under the cursor in the panel that has the keyboard.</summary>
    Cursor,

    /// <summary>The row or CPU under the cursor in the other panel.</summary>
    CursorAway,

    /// <summary>A tagged row.</summary>
    Tagged,

    /// <summary>A key's name in the key bar.</summary>
    KeyName,

    /// <summary>What a key does, in the key bar.</summary>
    KeyLabel,

    /// <summary>A key that does nothing now.</summary>
    KeyDisabled,

    Good,
    Notice,
    Warning,
    Error,

    /// <summary>A number or name in a panel that says what follows.</summary>
    Label,

    /// <summary>The label of a CPU that the selected task may use.</summary>
    LabelMarked,

    /// <summary>A CPU picked in the affinity editor or the core panel.</summary>
    Picked,

    BarEdge,
    BarUser,
    BarNice,
    BarSystem,
    BarIrq,
    BarSteal,
    BarIoWait,

    /// <summary>A task that runs.</summary>
    Running,

    /// <summary>Time spent waiting for a CPU, where it is much and costs something.</summary>
    Waiting,

    /// <summary>An affinity narrower than allowed.</summary>
    Narrowed,

    /// <summary>A kernel thread.</summary>
    KernelThread,

    /// <summary>The program's name within a command.</summary>
    ProgramName,

    /// <summary>The bar and number of a CPU with more tasks confined to it than it can run.</summary>
    Crowded,

    /// <summary>The label of a CPU that the finding on the screen is about.</summary>
    FindingCpu,

    /// <summary>The mark of a task that the finding on the screen is about.</summary>
    FindingMark,

    /// <summary>A size from a megabyte to less than a gigabyte.</summary>
    Megabytes,

    /// <summary>A size from a gigabyte to less than a terabyte.</summary>
    Gigabytes,

    /// <summary>A size of a terabyte and more.</summary>
    Terabytes,

    /// <summary>The part of a memory bar that programs and the kernel hold.</summary>
    MemoryUsed,

    /// <summary>The part of a memory bar that holds buffers.</summary>
    MemoryBuffers,

    /// <summary>The part of a memory bar that holds cached files.</summary>
    MemoryCache,

    /// <summary>A cell of the heat picture of a CPU that does nothing.</summary>
    Heat0,
    Heat1,
    Heat2,
    Heat3,
    Heat4,
    Heat5,
    Heat6,

    /// <summary>A cell of the heat picture of a CPU that is fully busy.</summary>
    Heat7,

    /// <summary>A cell of the heat picture of a crowded CPU, with a background of its own: a crowded CPU makes a band.</summary>
    HeatCrowded,
}
