using System.Collections.Immutable;

namespace CoreTop.Tui.Drawing;

/// <summary>What the characters of the core panel mean: nothing is shown by colour alone.</summary>
internal static class CoreSigns
{
    // Lower than a row, so that rows stay apart where many CPUs are busy.
    public const char User = '■';
    public const char Nice = '□';
    public const char System = '▬';
    public const char Irq = ':';
    public const char Steal = 's';
    public const char IoWait = 'w';
    public const char Rest = '·';
    public const char Allowed = '>';
    public const char Picked = '+';
    public const char Concerned = '!';
    public const char Free = 'o';
    public const char Offline = '-';
    public const char Crowded = '×';
    public const char Efficiency = 'e';
    public const char Unknown = '?';

    /// <summary>A CPU less busy than this does next to nothing.</summary>
    public const double Quiet = 0.05;

    private const string Levels = ".▁▂▃▄▅▆▇";

    /// <summary>One cell that says how busy: from a point for next to nothing to a block that leaves the rows apart.</summary>
    public static char Level(double busy) => Levels[LevelOf(busy)];

    /// <summary>How busy, from 0 for next to nothing to 7.</summary>
    public static int LevelOf(double busy) => busy < Quiet ? 0 : 1 + (int)Math.Min(Levels.Length - 2, busy * (Levels.Length - 1));

    /// <summary>Each sign with its meaning, for the help screen.</summary>
    public static ImmutableArray<(string Sign, string Meaning)> Legend { get; } =
    [
        (User.ToString(), "user programs"),
        (Nice.ToString(), "user programs of lowered priority"),
        (System.ToString(), "the kernel on behalf of tasks"),
        (Irq.ToString(), "interrupts"),
        (Steal.ToString(), "taken by the hypervisor"),
        (IoWait.ToString(), "idle while a task waits for a disk"),
        ($"{Crowded}12", "more tasks are confined to the CPU than it can run: that many; its bar is red"),
        (Allowed.ToString(), "the selected task may run there; not shown when it may run on all"),
        (Concerned.ToString(), "what is wrong, on the line below, is about this CPU"),
        (Free.ToString(), "the CPU is idle meanwhile"),
        (Picked.ToString(), "picked with Space; + and > stand before ! and o"),
        ("i n b", "isolated, nohz_full, both"),
        ($"{Unknown}", "how busy is not known"),
        ("e16", "an efficiency core's CPU; with one cell a CPU an e while it is idle"),
        (". to ▇", "one cell a CPU: idle to busy; digits where the selected task may run, in tenths or percent; - offline, × crowded. SMT siblings stand one below the other; where CPUs share a cell it is the busiest"),
        ("×× ▇▇", "heat: each cell is a refresh, the newest at the right; as bright and high as the CPU was busy, × while it was crowded"),
    ];
}
