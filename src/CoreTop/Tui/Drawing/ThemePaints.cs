using Terminal.Gui.Drawing;

namespace CoreTop.Tui.Drawing;

/// <summary>
/// The colours of the themes that have their own. A test holds them to their contrast, also where they are rounded to 256. Most are exactly in
/// the palette of 256, which takes fewer bytes to send than RGB.
/// </summary>
internal static class ThemePaints
{
    /// <summary>Bright colours on a dark ground.</summary>
    public static ThemePaint Dark { get; } = new()
    {
        Ground = Rgb(0x16191F),
        Text = Rgb(0xD0D0D0),
        Faint = Rgb(0x949494),
        Strong = Rgb(0xEEEEEE),
        Label = Rgb(0x5FAFD7),
        Good = Rgb(0x87D787),
        Notice = Rgb(0x87AFFF),
        Warning = Rgb(0xFFD75F),
        Error = Rgb(0xFF5F5F),
        Edge = Rgb(0x7C7C7C),
        User = Rgb(0x5FAF5F),
        Nice = Rgb(0x5F87FF),
        System = Rgb(0xFF8700),
        Irq = Rgb(0xD7AF5F),
        Steal = Rgb(0xD787D7),
        Heading = new ColourPair(Rgb(0xD0D0D0), Rgb(0x303744)),
        Sorted = new ColourPair(Rgb(0xFFD75F), Rgb(0x303744)),
        Cursor = new ColourPair(Rgb(0xFEFEFE), Rgb(0x1F5A8F)),
        CursorAway = new ColourPair(Rgb(0xE4E4E4), Rgb(0x454C59)),
        Key = new ColourPair(Rgb(0xD0D0D0), Rgb(0x303744)),
        KeyDisabled = new ColourPair(Rgb(0xA8A8A8), Rgb(0x303744)),
        Marked = new ColourPair(Rgb(0x16191F), Rgb(0x87D787)),
        Picked = new ColourPair(Rgb(0x16191F), Rgb(0xFFD75F)),
        Finding = new ColourPair(Rgb(0xFFEEEE), Rgb(0xAF2B2B)),
        Heat =
        [
            Rgb(0x303030), Rgb(0x444444), Rgb(0x005F5F), Rgb(0x005F87),
            Rgb(0x005FAF), Rgb(0x00875F), Rgb(0x008787), Rgb(0x5F875F),
        ],
        HeatCrowded = new ColourPair(Rgb(0x16191F), Rgb(0xFF5F5F)),
    };

    /// <summary>Cool colours on deep blue.</summary>
    public static ThemePaint Midnight { get; } = new()
    {
        Ground = Rgb(0x0A1026),
        Text = Rgb(0xC6D0F5),
        Faint = Rgb(0x8A93B8),
        Strong = Rgb(0xF2F5FF),
        Label = Rgb(0x6AC5F0),
        Good = Rgb(0x7FDCB0),
        Notice = Rgb(0x9FB4FF),
        Warning = Rgb(0xFFD479),
        Error = Rgb(0xFF6B81),
        Edge = Rgb(0x6670A0),
        User = Rgb(0x5FD7AF),
        Nice = Rgb(0x6F8CFF),
        System = Rgb(0xFF9E64),
        Irq = Rgb(0xE0C070),
        Steal = Rgb(0xD19AFF),
        Heading = new ColourPair(Rgb(0xC6D0F5), Rgb(0x26305C)),
        Sorted = new ColourPair(Rgb(0xFFD479), Rgb(0x26305C)),
        Cursor = new ColourPair(Rgb(0xFEFEFE), Rgb(0x4646B4)),
        CursorAway = new ColourPair(Rgb(0xE6EAFF), Rgb(0x3A4378)),
        Key = new ColourPair(Rgb(0xC6D0F5), Rgb(0x26305C)),
        KeyDisabled = new ColourPair(Rgb(0x98A2CC), Rgb(0x26305C)),
        Marked = new ColourPair(Rgb(0x0A1026), Rgb(0x7FDCB0)),
        Picked = new ColourPair(Rgb(0x0A1026), Rgb(0xFFD479)),
        Finding = new ColourPair(Rgb(0xFEFEFE), Rgb(0xB3263F)),
        Heat =
        [
            Rgb(0x303030), Rgb(0x444444), Rgb(0x005F5F), Rgb(0x005F87),
            Rgb(0x005FAF), Rgb(0x00875F), Rgb(0x008787), Rgb(0x5F875F),
        ],
        HeatCrowded = new ColourPair(Rgb(0x0A1026), Rgb(0xFF5F87)),
    };

    /// <summary>Deep colours on white.</summary>
    public static ThemePaint Light { get; } = new()
    {
        Ground = Rgb(0xFAFAFA),
        Text = Rgb(0x262B31),
        Faint = Rgb(0x626262),
        Strong = Rgb(0x121212),
        Label = Rgb(0x005F87),
        Good = Rgb(0x005F00),
        Notice = Rgb(0x005FAF),
        Warning = Rgb(0x875F00),
        Error = Rgb(0xAF0000),
        Edge = Rgb(0x8A8A8A),
        User = Rgb(0x008700),
        Nice = Rgb(0x5F5FD7),
        System = Rgb(0xD75F00),
        Irq = Rgb(0xAF8700),
        Steal = Rgb(0xAF00AF),
        Heading = new ColourPair(Rgb(0x262B31), Rgb(0xD6DDE6)),
        Sorted = new ColourPair(Rgb(0x870000), Rgb(0xD6DDE6)),
        Cursor = new ColourPair(Rgb(0xFEFEFE), Rgb(0x1A62A6)),
        CursorAway = new ColourPair(Rgb(0x121212), Rgb(0xB9C4D2)),
        Key = new ColourPair(Rgb(0x262B31), Rgb(0xDFE5EC)),
        KeyDisabled = new ColourPair(Rgb(0x585D66), Rgb(0xDFE5EC)),
        Marked = new ColourPair(Rgb(0xFEFEFE), Rgb(0x20692B)),
        Picked = new ColourPair(Rgb(0x121212), Rgb(0xFFD24D)),
        Finding = new ColourPair(Rgb(0xFEFEFE), Rgb(0xB3201F)),
        Heat =
        [
            Rgb(0xE4E4E4), Rgb(0xD0D0D0), Rgb(0xAFAFD7), Rgb(0x87AFD7),
            Rgb(0x87AFAF), Rgb(0x5FAFAF), Rgb(0x5F87D7), Rgb(0x5F87AF),
        ],
        HeatCrowded = new ColourPair(Rgb(0xFEFEFE), Rgb(0xD70000)),
    };

    /// <summary>Ink on warm paper.</summary>
    public static ThemePaint Paper { get; } = new()
    {
        Ground = Rgb(0xF3EAD7),
        Text = Rgb(0x3A2F25),
        Faint = Rgb(0x69583F),
        Strong = Rgb(0x201510),
        Label = Rgb(0x1D5C72),
        Good = Rgb(0x3F6212),
        Notice = Rgb(0x2B5A9B),
        Warning = Rgb(0x704600),
        Error = Rgb(0xA32015),
        Edge = Rgb(0x857256),
        User = Rgb(0x4F7000),
        Nice = Rgb(0x5A6FC0),
        System = Rgb(0xB04A15),
        Irq = Rgb(0x8A6800),
        Steal = Rgb(0x944A8A),
        Heading = new ColourPair(Rgb(0x3A2F25), Rgb(0xDCCDAE)),
        Sorted = new ColourPair(Rgb(0x7A1A10), Rgb(0xDCCDAE)),
        Cursor = new ColourPair(Rgb(0xFFF8EA), Rgb(0x6B4423)),
        CursorAway = new ColourPair(Rgb(0x201510), Rgb(0xCBB78F)),
        Key = new ColourPair(Rgb(0x3A2F25), Rgb(0xE0D3B6)),
        KeyDisabled = new ColourPair(Rgb(0x5F5038), Rgb(0xE0D3B6)),
        Marked = new ColourPair(Rgb(0xFFF8EA), Rgb(0x2A7030)),
        Picked = new ColourPair(Rgb(0x201510), Rgb(0xEEBC45)),
        Finding = new ColourPair(Rgb(0xFFF8EA), Rgb(0xA32015)),
        Heat =
        [
            Rgb(0xD7D7AF), Rgb(0xD7AF87), Rgb(0xD7AF5F), Rgb(0xAFAF87),
            Rgb(0xAFAF5F), Rgb(0xAF8787), Rgb(0xAF875F), Rgb(0x87875F),
        ],
        HeatCrowded = new ColourPair(Rgb(0xFEFEFE), Rgb(0xC00010)),
    };

    /// <summary>Bright colours on black, nothing faint: 7 to 1 at least.</summary>
    public static ThemePaint HighContrast { get; } = new()
    {
        Ground = Rgb(0x010101),
        Text = Rgb(0xFEFEFE),
        Faint = Rgb(0xFEFEFE),
        Strong = Rgb(0xFEFEFE),
        Label = Rgb(0x5FFFFF),
        Good = Rgb(0x5FFF5F),
        Notice = Rgb(0x5FFFFF),
        Warning = Rgb(0xFFFF5F),
        Error = Rgb(0xFF8787),
        Edge = Rgb(0xC0C0C0),
        User = Rgb(0x5FFF5F),
        Nice = Rgb(0x87AFFF),
        System = Rgb(0xFF8700),
        Irq = Rgb(0xFFFF5F),
        Steal = Rgb(0xFF87FF),
        Heading = new ColourPair(Rgb(0x010101), Rgb(0xFEFEFE)),
        Sorted = new ColourPair(Rgb(0x010101), Rgb(0x5FFFFF)),
        Cursor = new ColourPair(Rgb(0x010101), Rgb(0xFFFF5F)),
        CursorAway = new ColourPair(Rgb(0x010101), Rgb(0x5FFFFF)),
        Key = new ColourPair(Rgb(0x010101), Rgb(0xFEFEFE)),
        KeyDisabled = new ColourPair(Rgb(0x3A3A3A), Rgb(0xFEFEFE)),
        Marked = new ColourPair(Rgb(0x010101), Rgb(0x5FFF5F)),
        Picked = new ColourPair(Rgb(0x010101), Rgb(0xFF87FF)),
        Finding = new ColourPair(Rgb(0x010101), Rgb(0xFF8787)),
        Heat =
        [
            Rgb(0x303030), Rgb(0x444444), Rgb(0x005F5F), Rgb(0x005F87),
            Rgb(0x005FAF), Rgb(0x00875F), Rgb(0x008787), Rgb(0x5F875F),
        ],
        HeatCrowded = new ColourPair(Rgb(0x010101), Rgb(0xFF5F5F)),
    };

    /// <summary>The colours that Okabe and Ito chose so that people with any kind of colour blindness can tell them apart, some of them brighter.</summary>
    /// <seealso href="https://jfly.uni-koeln.de/color/"/>
    public static ThemePaint ColourBlind { get; } = new()
    {
        Ground = Rgb(0x12161C),
        Text = Rgb(0xD0D0D0),
        Faint = Rgb(0x949494),
        Strong = Rgb(0xEEEEEE),
        Label = Rgb(0x56B4E9),
        Good = Rgb(0x26B58C),
        Notice = Rgb(0x56B4E9),
        Warning = Rgb(0xE69F00),
        Error = Rgb(0xF0772B),
        Edge = Rgb(0x7C7C7C),
        User = Rgb(0x56B4E9),
        Nice = Rgb(0x009E73),
        System = Rgb(0xD55E00),
        Irq = Rgb(0xF0E442),
        Steal = Rgb(0xCC79A7),
        Heading = new ColourPair(Rgb(0xFEFEFE), Rgb(0x00578A)),
        Sorted = new ColourPair(Rgb(0xF0E442), Rgb(0x00578A)),
        Cursor = new ColourPair(Rgb(0x12161C), Rgb(0x56B4E9)),
        CursorAway = new ColourPair(Rgb(0xE4E4E4), Rgb(0x454C59)),
        Key = new ColourPair(Rgb(0xD0D0D0), Rgb(0x303744)),
        KeyDisabled = new ColourPair(Rgb(0xA8A8A8), Rgb(0x303744)),
        Marked = new ColourPair(Rgb(0x12161C), Rgb(0x26B58C)),
        Picked = new ColourPair(Rgb(0x12161C), Rgb(0xF0E442)),
        Finding = new ColourPair(Rgb(0x12161C), Rgb(0xF0772B)),
        Heat =
        [
            Rgb(0x303030), Rgb(0x444444), Rgb(0x005F5F), Rgb(0x005F87),
            Rgb(0x005FAF), Rgb(0x005FD7), Rgb(0x0087AF), Rgb(0x0087D7),
        ],
        HeatCrowded = new ColourPair(Rgb(0x12161C), Rgb(0xFF8730)),
    };

    private static Color Rgb(int value) => new((value >> 16) & byte.MaxValue, (value >> 8) & byte.MaxValue, value & byte.MaxValue);
}
