using System.Collections.Immutable;
using System.Globalization;

namespace CoreTop.Model.Tasks;

/// <summary>A signal: signal(7).</summary>
/// <param name="Number">As on x86-64, arm64 and most others, which number them alike.</param>
/// <param name="Name">Without <c>SIG</c>.</param>
/// <param name="Effect">What it does unless the process handles it, in a few words; empty for real-time signals.</param>
public readonly record struct Signal(int Number, string Name, string Effect)
{
    private const int FirstRealTime = 34;
    private const int LastRealTime = 64;

    /// <summary>Ends a process that can tidy up before.</summary>
    public static Signal Term => All[14];

    /// <summary>Ends a process at once.</summary>
    public static Signal Kill => All[8];

    /// <summary>Every signal, by number.</summary>
    public static ImmutableArray<Signal> All { get; } =
    [
        new(1, "HUP", "ends; daemons reload their settings"),
        new(2, "INT", "ends, as Ctrl-C does"),
        new(3, "QUIT", "ends with a core dump, as Ctrl-\\ does"),
        new(4, "ILL", "ends with a core dump"),
        new(5, "TRAP", "ends with a core dump"),
        new(6, "ABRT", "ends with a core dump"),
        new(7, "BUS", "ends with a core dump"),
        new(8, "FPE", "ends with a core dump"),
        new(9, "KILL", "ends at once, nothing tidied up"),
        new(10, "USR1", "ends, unless it means something to the program"),
        new(11, "SEGV", "ends with a core dump"),
        new(12, "USR2", "ends, unless it means something to the program"),
        new(13, "PIPE", "ends"),
        new(14, "ALRM", "ends"),
        new(15, "TERM", "asks it to end"),
        new(16, "STKFLT", "ends"),
        new(17, "CHLD", "nothing"),
        new(18, "CONT", "resumes after a stop"),
        new(19, "STOP", "stops until CONT"),
        new(20, "TSTP", "stops, as Ctrl-Z does"),
        new(21, "TTIN", "stops"),
        new(22, "TTOU", "stops"),
        new(23, "URG", "nothing"),
        new(24, "XCPU", "ends with a core dump"),
        new(25, "XFSZ", "ends with a core dump"),
        new(26, "VTALRM", "ends"),
        new(27, "PROF", "ends"),
        new(28, "WINCH", "nothing; programs read the terminal's size again"),
        new(29, "IO", "ends"),
        new(30, "PWR", "ends"),
        new(31, "SYS", "ends with a core dump"),
        .. Enumerable.Range(FirstRealTime, LastRealTime - FirstRealTime + 1).Select(RealTime),
    ];

    /// <summary>Its name.</summary>
    public override string ToString() => Name;

    // 32 and 33 belong to the C library.
    private static Signal RealTime(int number)
    {
        string name = number switch
        {
            FirstRealTime => "RTMIN",
            LastRealTime => "RTMAX",
            _ => string.Create(CultureInfo.InvariantCulture, $"RTMIN+{number - FirstRealTime}"),
        };
        return new Signal(number, name, string.Empty);
    }
}
