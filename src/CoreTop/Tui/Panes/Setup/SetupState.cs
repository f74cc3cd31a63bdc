using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Meters;
using CoreTop.Settings;
using CoreTop.Tui.Keys;

namespace CoreTop.Tui.Panes.Setup;

/// <summary>Where the user is in the setup screen, and what each key makes of the settings there. Pure.</summary>
/// <param name="Section">The section.</param>
/// <param name="List">The list with the cursor, from the left; 0 is the list of the sections.</param>
/// <param name="Line">The line under the cursor.</param>
internal sealed record SetupState(SetupSection Section = SetupSection.Meters, int List = SetupLists.Sections, int Line = 0)
{
    /// <summary>The cursor on a section, in the list of them.</summary>
    public static SetupState Of(SetupSection section) => new(section, SetupLists.Sections, (int)section);

    /// <summary>The cursor is in a list of meters.</summary>
    public bool IsOnMeter => Section == SetupSection.Meters && List != SetupLists.Sections;

    /// <summary>The cursor is in a list of what is shown, in an order that can be changed.</summary>
    public bool IsOnShown => (Section, List) is
        (SetupSection.Meters, SetupLists.LeftMeters or SetupLists.RightMeters) or (SetupSection.Columns, SetupLists.ShownColumns);

    /// <summary>The line under the cursor; null in an empty list.</summary>
    public SetupLine? Selected(ScreenSettings settings)
    {
        ImmutableArray<SetupLine> lines = SetupLists.Of(Section, settings)[List].Lines;
        return Line < lines.Length ? lines[Line] : null;
    }

    /// <summary>The cursor up or down.</summary>
    public SetupState Move(string keyName, ScreenSettings settings) => To(List, LineKeys.Move(keyName, Line), settings);

    /// <summary>The cursor in the next list, or the one before.</summary>
    public SetupState Switch(int step, ScreenSettings settings)
    {
        int count = SetupLists.Of(Section, settings).Length;
        int list = (List + step + count) % count;
        return To(list, list == SetupLists.Sections ? (int)Section : 0, settings);
    }

    /// <summary>The cursor on a line of a list, or the nearest there is.</summary>
    public SetupState To(int list, int line, ScreenSettings settings)
    {
        ImmutableArray<SetupList> lists = SetupLists.Of(Section, settings);
        list = Math.Clamp(list, 0, lists.Length - 1);
        line = Math.Clamp(line, 0, Math.Max(0, lists[list].Lines.Length - 1));
        SetupSection section = list == SetupLists.Sections ? (SetupSection)line : Section;
        return new SetupState(section, list, line);
    }

    /// <summary>What Enter makes of the settings: adds what is available, changes a meter's style or an option, uses a theme.</summary>
    public ScreenSettings Accept(ScreenSettings settings)
    {
        if (Selected(settings) is null)
        {
            return settings;
        }

        HeaderLayout header = settings.Header;
        return (Section, List) switch
        {
            (SetupSection.Meters, SetupLists.LeftMeters) =>
                With(settings, header with { Left = header.Left.SetItem(Line, header.Left[Line].WithNextStyle()) }),
            (SetupSection.Meters, SetupLists.RightMeters) =>
                With(settings, header with { Right = header.Right.SetItem(Line, header.Right[Line].WithNextStyle()) }),
            (SetupSection.Meters, SetupLists.AllMeters) => Put(settings, isRight: header.Right.Length < header.Left.Length),
            (SetupSection.Columns, SetupLists.OtherColumns) => WithColumns(
                settings, Inserted(settings.List.Columns, SetupLists.Others(settings)[Line])),
            (SetupSection.Options, not SetupLists.Sections) => WithNext(SetupLists.Options[Line], settings),
            (SetupSection.Theme, not SetupLists.Sections) => settings with { Theme = Themes.All[Line] },
            _ => settings,
        };
    }

    /// <summary>The meter under the cursor put at the end of one of the header's columns, taken from the other where it stood there.</summary>
    public ScreenSettings Put(ScreenSettings settings, bool isRight)
    {
        if (!IsOnMeter || Selected(settings) is null)
        {
            return settings;
        }

        HeaderMeter meter = HeaderMeters.All[Math.Min(Line, HeaderMeters.All.Length - 1)];
        ChosenMeter chosen = List switch
        {
            SetupLists.LeftMeters => settings.Header.Left[Line],
            SetupLists.RightMeters => settings.Header.Right[Line],
            _ => new ChosenMeter(meter, meter.Has(MeterStyle.Bar) ? MeterStyle.Bar : MeterStyle.Text),
        };
        HeaderLayout header = (List == SetupLists.AllMeters ? settings : Remove(settings)).Header;
        return With(settings, isRight
            ? header with { Right = header.Right.Add(chosen) }
            : header with { Left = header.Left.Add(chosen) });
    }

    /// <summary>The line under the cursor taken out of what is shown; one column stays.</summary>
    public ScreenSettings Remove(ScreenSettings settings)
    {
        if (Selected(settings) is null)
        {
            return settings;
        }

        HeaderLayout header = settings.Header;
        return (Section, List) switch
        {
            (SetupSection.Meters, SetupLists.LeftMeters) => With(settings, header with { Left = header.Left.RemoveAt(Line) }),
            (SetupSection.Meters, SetupLists.RightMeters) => With(settings, header with { Right = header.Right.RemoveAt(Line) }),
            (SetupSection.Columns, SetupLists.ShownColumns) when settings.List.Columns.Length > 1 =>
                WithColumns(settings, settings.List.Columns.RemoveAt(Line)),
            _ => settings,
        };
    }

    /// <summary>The line under the cursor one place up or down; the cursor goes with it.</summary>
    public (SetupState State, ScreenSettings Settings) Shift(int step, ScreenSettings settings)
    {
        HeaderLayout header = settings.Header;
        ScreenSettings shifted = (Section, List) switch
        {
            (SetupSection.Meters, SetupLists.LeftMeters) => With(settings, header with { Left = Shifted(header.Left, Line, step) }),
            (SetupSection.Meters, SetupLists.RightMeters) => With(settings, header with { Right = Shifted(header.Right, Line, step) }),
            (SetupSection.Columns, SetupLists.ShownColumns) => WithColumns(settings, Shifted(settings.List.Columns, Line, step)),
            _ => settings,
        };
        return (ReferenceEquals(shifted, settings) ? this : To(List, Line + step, shifted), shifted);
    }

    private static ImmutableArray<T> Shifted<T>(ImmutableArray<T> items, int line, int step)
    {
        int to = line + step;
        return line < items.Length && to >= 0 && to < items.Length ? items.RemoveAt(line).Insert(to, items[line]) : items;
    }

    // The command takes what room there is, so it stays last where it was.
    private static ImmutableArray<ProcessColumn> Inserted(ImmutableArray<ProcessColumn> columns, ProcessColumn column) =>
        columns[^1] == ProcessColumns.Command ? columns.Insert(columns.Length - 1, column) : columns.Add(column);

    private static ScreenSettings WithNext(Setting option, ScreenSettings settings)
    {
        if (option.Choices.IsEmpty)
        {
            return settings;
        }

        int next = (option.Choices.IndexOf(option.Write(settings)) + 1) % option.Choices.Length;
        return option.Read(settings, option.Choices[next]) ?? settings;
    }

    private static ScreenSettings With(ScreenSettings settings, HeaderLayout header) => settings with { Header = header.WithChosen(header.Left, header.Right) };

    private static ScreenSettings WithColumns(ScreenSettings settings, ImmutableArray<ProcessColumn> columns) =>
        settings with { List = settings.List with { Columns = columns } };
}
