using System.Collections.Immutable;

namespace CoreTop.Tui.Input;

/// <summary>Where the key strings stand in a compiled terminfo entry: the order of term.h, which never changes.</summary>
internal static class TerminfoNames
{
    private const int FirstAfterF10 = 216;

    // Where a row of them begins, and their names.
    private static readonly (int First, string Names)[] Rows =
    [
        (
            55,
            "kbs ktbc kclr kctab kdch1 kdl1 kcud1 krmir kel ked kf0 kf1 kf10 kf2 kf3 kf4 kf5 kf6 kf7 kf8 kf9 khome kich1 "
            + "kil1 kcub1 kll knp kpp kcuf1 kind kri khts kcuu1"),
        (139, "ka1 ka3 kb2 kc1 kc3"),
        (148, "kcbt"),
        (
            158,
            "kbeg kcan kclo kcmd kcpy kcrt kend kent kext kfnd khlp kmrk kmsg kmov knxt kopn kopt kprv kprt krdo kref krfr "
            + "krpl krst kres ksav kspd kund kBEG kCAN kCMD kCPY kCRT kDC kDL kslt kEND kEOL kEXT kFND kHLP kHOM kIC kLFT "
            + "kMSG kMOV kNXT kOPT kPRV kPRT kRDO kRPL kRIT kRES kSAV kSPD kUND"),
        (FirstAfterF10, string.Join(' ', Enumerable.Range(11, 53).Select(number => $"kf{number}"))),
    ];

    /// <summary>Index among the strings, and name. The mouse's string is left out: it is not a key.</summary>
    public static ImmutableArray<(int Index, string Name)> Keys { get; } =
    [
        .. Rows.SelectMany(row => row.Names.Split(' ').Select((name, place) => (row.First + place, name))),
    ];
}
