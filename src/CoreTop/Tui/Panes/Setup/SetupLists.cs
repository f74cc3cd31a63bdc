using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Meters;
using CoreTop.Settings;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>The lists of the setup screen, made from the tables of settings, meters, columns and themes.</summary>
internal static class SetupLists
{
    /// <summary>The list of the sections, which stands first in each.</summary>
    public const int Sections = 0;

    /// <summary>For meters: those of the header's left column, those of its right column, and all there are.</summary>
    public const int LeftMeters = 1, RightMeters = 2, AllMeters = 3;

    /// <summary>For columns: those shown, and the others.</summary>
    public const int ShownColumns = 1, OtherColumns = 2;

    private static readonly ImmutableArray<SetupLine> SectionLines =
    [
        new("Meters", "What stands above the core panel, in two columns: Right goes there, Enter on what is available adds it."),
        new("Columns", "Which columns the process list shows, and in what order; the first ones last longest on a narrow screen."),
        new("Options", "Everything that is on or off, or one of a few."),
        new("Theme", "The colours."),
    ];

    /// <summary>The settings that the options are: those with few values, and the delay, which is typed. The theme has its own section.</summary>
    public static ImmutableArray<Setting> Options { get; } =
        [.. SettingsTable.All.Where(setting => setting.Name is "delay" || (!setting.Choices.IsEmpty && setting.Name is not "theme"))];

    /// <summary>The lists of a section, from the left.</summary>
    public static ImmutableArray<SetupList> Of(SetupSection section, ScreenSettings settings)
    {
        var sections = new SetupList("Setup", SectionLines);
        return section switch
        {
            SetupSection.Meters =>
            [
                sections,
                Meters("Left", settings.Header.Left),
                Meters("Right", settings.Header.Right),
                new("Available", [.. HeaderMeters.All.Select(meter => new SetupLine(meter.Name, meter.Help))]),
            ],
            SetupSection.Columns =>
            [
                sections,
                Columns("Shown", settings.List.Columns),
                Columns("Available", Others(settings)),
            ],
            SetupSection.Options => [sections, new("Options", [.. Options.Select(option => Line(option, settings))])],
            _ => [sections, new("Theme", [.. Themes.All.Select(theme => Line(theme, settings))])],
        };
    }

    /// <summary>The columns that are not shown.</summary>
    public static ImmutableArray<ProcessColumn> Others(ScreenSettings settings) =>
        [.. ProcessColumns.All.Where(column => !settings.List.Columns.Contains(column))];

    private static SetupList Meters(string title, ImmutableArray<ChosenMeter> meters) =>
        new(title, [.. meters.Select(chosen => new SetupLine($"{chosen.Meter.Name}:{ChosenMeter.StyleName(chosen.Style)}", chosen.Meter.Help))]);

    private static SetupList Columns(string title, ImmutableArray<ProcessColumn> columns) =>
        new(title, [.. columns.Select(column => new SetupLine(column.Heading, column.Help))]);

    private static SetupLine Line(Setting option, ScreenSettings settings)
    {
        string value = option.Write(settings);
        string box = value switch { "yes" => "[x] ", "no" => "[ ] ", _ => option.Choices.Contains("no") ? "[x] " : "    " };
        return new(value is "yes" or "no" ? $"{box}{option.Name}" : $"{box}{option.Name} = {value}", option.Help);
    }

    private static SetupLine Line(ThemeChoice theme, ScreenSettings settings) =>
        new($"{(theme == settings.Theme ? "(x)" : "( )")} {theme.Name}", theme.Help);
}
