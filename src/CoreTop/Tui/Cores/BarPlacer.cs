using System.Collections.Immutable;

namespace CoreTop.Tui.Cores;

/// <summary>Places bars: down the columns, as the kernel numbers CPUs, SMT siblings side by side in a row.</summary>
/// <param name="groups">The groups, each below its label.</param>
/// <param name="width">The panel's columns.</param>
/// <param name="maxHeight">The most rows it may take.</param>
internal sealed class BarPlacer(ImmutableArray<CoreGroup> groups, int width, int maxHeight)
{
    private const int WidestBar = 40;
    private const int SignAndValue = 6;
    private const int RoomyBar = 8;
    private const int LeastBarWithSensors = 7;

    /// <summary>Bars of at least this length; what is left of the width makes them longer.</summary>
    /// <param name="bar">The least length.</param>
    /// <param name="extra">Cells around each for other things.</param>
    /// <param name="grows">They may be longer.</param>
    public CorePanelLayout Place(int bar, int extra = 0, bool grows = true)
    {
        int labelWidth = (bar >= RoomyBar && extra == 0 ? 2 : 1) + groups.Max(group => group.Items.Max(item => item.Label.Length));
        int most = groups.Max(group => group.Slots);
        int around = labelWidth + SignAndValue + extra;
        int fitting = Math.Max(1, width / (around + bar));
        int columns = groups.Max(group => Columns(group, fitting));
        int cell = grows ? Math.Clamp(width / Math.Min(most, columns), around + bar, around + WidestBar) : around + bar;
        var lines = ImmutableArray.CreateBuilder<CoreLine>();
        foreach (CoreGroup group in groups)
        {
            if (group.Label.Length > 0)
            {
                lines.Add(new CoreLine(group));
            }

            int abreast = LargestDivisor(group.Siblings, fitting);
            int stacks = Math.Max(1, fitting / abreast);
            int rows = Rows(Rows(group.Slots, abreast), stacks);
            var byRow = new List<PlacedCoreItem>[rows];
            foreach (CoreItem item in group.Items)
            {
                int unit = item.Slot / abreast;
                int column = ((unit / rows) * abreast) + (item.Slot % abreast);
                int row = unit % rows;
                (byRow[row] ??= []).Add(new PlacedCoreItem(item, column * cell, lines.Count + row));
            }

            lines.AddRange(byRow.Select(row => new CoreLine([.. (row ?? []).OrderBy(placed => placed.X)])));
        }

        bool hasSensors = extra == 0 && cell - around >= LeastBarWithSensors + CoreBar.ClockCells + CoreBar.TemperatureCells && !groups[0].Items[0].IsSum;
        return new CorePanelLayout(groups, lines.ToImmutable(), maxHeight)
        {
            LabelWidth = labelWidth,
            BarWidth = cell - around,
            HasSensors = hasSensors,
        };
    }

    // What is really used of the columns that fit.
    private static int Columns(CoreGroup group, int fitting)
    {
        int abreast = LargestDivisor(group.Siblings, fitting);
        int units = Rows(group.Slots, abreast);
        int rows = Rows(units, Math.Max(1, fitting / abreast));
        return Rows(units, rows) * abreast;
    }

    private static int Rows(int count, int perRow) => (count + perRow - 1) / perRow;

    private static int LargestDivisor(int number, int most)
    {
        int divisor = Math.Min(number, most);
        while (number % divisor != 0)
        {
            divisor--;
        }

        return divisor;
    }
}
