using System.Collections.Immutable;
using CoreTop.Cells;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Os;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Meters;
using CoreTop.Tui.Screen;

namespace CoreTop.Tui.Panes.Help;

/// <summary>The help screen's lines, made from the tables of marks, keys and columns.</summary>
internal static class HelpText
{
    private const int NameWidth = 22;

    /// <summary>The lines, wrapped to <paramref name="width"/> cells.</summary>
    /// <param name="commands">The keys of all panes.</param>
    /// <param name="width">The cells there are.</param>
    public static IReadOnlyList<TextLine> Lines(ImmutableArray<KeyCommand> commands, int width)
    {
        var lines = new List<TextLine>
        {
            new($"CoreTop {ProgramVersion.Text}: where tasks run, where they may run, and where CPUs idle", Ink.Strong),
        };
        AddSigns(lines, width);
        foreach (IGrouping<string, KeyCommand> group in commands.GroupBy(command => command.Group))
        {
            AddHeading(lines, group.Key);
            foreach (KeyCommand command in group)
            {
                AddEntry(lines, string.Join(' ', command.KeyNames), command.Help, width);
            }
        }

        AddHeading(lines, "Columns");
        foreach (ProcessColumn column in ProcessColumns.All)
        {
            AddEntry(lines, column.Heading, column.Help, width);
        }

        AddHeading(lines, "Fields of a filter (F4): compared by = != < > <= >= or ~ (regular expression), joined by and or not ( )");
        foreach (FilterField field in FilterFields.All)
        {
            AddEntry(lines, field.Example, field.Help, width);
        }

        AddEntry(lines, "any column", FilterDocs.AnyColumn, width);

        return lines;
    }

    private static void AddSigns(List<TextLine> lines, int width)
    {
        AddHeading(lines, "Signs before a row of the list");
        foreach ((char sign, string meaning) in RowSigns.Legend)
        {
            AddEntry(lines, sign.ToString(), meaning, width);
        }

        AddHeading(lines, "Signs in the bar of memory");
        foreach ((char sign, string meaning) in MemoryBar.Legend)
        {
            AddEntry(lines, sign.ToString(), meaning, width);
        }

        AddHeading(lines, "Signs in cells of a group (g)");
        foreach ((char sign, string meaning) in GroupCells.Legend)
        {
            AddEntry(lines, sign.ToString(), meaning, width);
        }

        AddHeading(lines, "Signs in the core panel");
        foreach ((string sign, string meaning) in CoreSigns.Legend)
        {
            AddEntry(lines, sign, meaning, width);
        }

        AddHeading(lines, "Signs in the job view (J)");
        foreach ((char sign, string meaning) in JobSigns.Legend)
        {
            AddEntry(lines, sign.ToString(), meaning, width);
        }

        AddHeading(lines, "Letters behind an affinity");
        foreach ((char letter, string meaning) in AffinityField.Legend)
        {
            AddEntry(lines, letter.ToString(), meaning, width);
        }
    }

    private static void AddHeading(List<TextLine> lines, string heading)
    {
        lines.Add(new TextLine(string.Empty, Ink.Normal));
        lines.Add(new TextLine(heading, Ink.Label));
    }

    private static void AddEntry(List<TextLine> lines, string name, string help, int width)
    {
        string start = name.PadRight(NameWidth - 2);
        if (name.Length > NameWidth - 3)
        {
            lines.Add(new TextLine($"  {name}", Ink.Normal));
            start = new string(' ', NameWidth - 2);
        }

        int room = Math.Max(20, width - NameWidth - 1);
        foreach (string line in WordWrap.Lines(help, room))
        {
            lines.Add(new TextLine($"  {start}{line}", Ink.Normal));
            start = new string(' ', NameWidth - 2);
        }
    }
}
