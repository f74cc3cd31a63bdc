using System.Globalization;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>Draws a bar: label, sign, what the CPU does, how busy it is.</summary>
internal static class CoreBar
{
    /// <summary>Cells behind a value for the clock: <c> 3.42GHz</c>.</summary>
    public const int ClockCells = 8;

    /// <summary>Cells behind it for the temperature: <c>  65°C</c>.</summary>
    public const int TemperatureCells = 6;

    private const int ValueCells = 4;

    /// <summary>Draws from where the canvas is.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="layout">How long bars are.</param>
    /// <param name="item">What.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="emphasis">What stands out.</param>
    /// <param name="sensorCells">Cells of it for clock and temperature.</param>
    public static void Draw(
        ref Canvas canvas, CorePanelLayout layout, CoreItem item, Snapshot snapshot, in CpuEmphasis emphasis, int sensorCells)
    {
        int x = canvas.X, crowd = emphasis.Crowd(item);
        bool isUnderCursor = emphasis.IsUnderCursor(item);
        canvas.BlankTo(x + layout.LabelWidth - item.Label.Length, isUnderCursor ? Ink.Cursor : Ink.Normal);
        canvas.Text(item.Label, emphasis.Label(item, crowd));
        emphasis.Signs(item, crowd).Draw(ref canvas);
        int start = canvas.X, barWidth = layout.BarWidth - sensorCells, end = start + barWidth;
        if (!item.IsOnline)
        {
            canvas.Text("off", Ink.Faint, Math.Min(3, barWidth));
            canvas.BlankTo(end, Ink.Normal);
            canvas.Right("-", ValueCells, Ink.Faint);
            canvas.BlankTo(canvas.X + sensorCells, Ink.Normal);
            return;
        }

        CoreLoad load = CoreLoad.Of(snapshot, item);
        Span<char> text = stackalloc char[8];
        int length = 0;
        if (crowd > 0)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"{CoreSigns.Crowded}{crowd}", out length);
        }

        length = Math.Min(length, barWidth);
        DrawShares(ref canvas, new Extent(start, barWidth, end - length, crowd > 0), load);
        canvas.Text(text[..length], Ink.Crowded);
        DrawValue(ref canvas, load, load.IsUntold(snapshot), (isUnderCursor, crowd > 0) switch
        {
            (true, _) => Ink.Cursor,
            (_, true) => Ink.Crowded,
            _ => load.Busy >= Idleness.MostBusy ? Ink.Normal : Ink.Faint,
        });
        if (sensorCells > 0)
        {
            DrawSensors(ref canvas, snapshot.Meters?.Now.FindCpu(item.First), sensorCells);
        }
    }

    /// <summary>Cells that clock and temperature take behind the bars: of what the machine tells.</summary>
    public static int SensorCells(CorePanelLayout layout, Snapshot snapshot)
    {
        bool hasClocks = false, hasTemperatures = false;
        if (layout.HasSensors && snapshot.Meters is { } meters)
        {
            foreach (CpuSensors sensors in meters.Now.Cpus)
            {
                hasClocks |= sensors.Hertz is not null;
                hasTemperatures |= sensors.Celsius is not null;
            }
        }

        return (hasClocks ? ClockCells : 0) + (hasTemperatures ? TemperatureCells : 0);
    }

    private static void DrawSensors(ref Canvas canvas, CpuSensors? sensors, int cells)
    {
        Span<char> text = stackalloc char[ClockCells + TemperatureCells];
        int end = canvas.X + cells, length = 0;
        if (cells >= ClockCells)
        {
            if (sensors?.Hertz is { } hertz)
            {
                text.TryWrite(CultureInfo.InvariantCulture, $"{hertz / 1e9:0.00}GHz", out length);
            }

            canvas.Right(text[..length], ClockCells, Ink.Faint);
        }

        length = 0;
        if (sensors?.Celsius is { } celsius)
        {
            text.TryWrite(CultureInfo.InvariantCulture, $"{celsius:0}°C", out length);
        }

        canvas.Right(text[..length], end - canvas.X, Ink.Faint);
    }

    private static void DrawShares(ref Canvas canvas, in Extent bar, in CoreLoad load)
    {
        double sum = 0;
        Segment(ref canvas, bar, ref sum, load.User, CoreSigns.User, Ink.BarUser);
        Segment(ref canvas, bar, ref sum, load.Nice, CoreSigns.Nice, Ink.BarNice);
        Segment(ref canvas, bar, ref sum, load.System, CoreSigns.System, Ink.BarSystem);
        Segment(ref canvas, bar, ref sum, load.Irq, CoreSigns.Irq, Ink.BarIrq);
        Segment(ref canvas, bar, ref sum, load.Steal, CoreSigns.Steal, Ink.BarSteal);
        Segment(ref canvas, bar, ref sum, load.IoWait, CoreSigns.IoWait, Ink.BarIoWait);
        while (canvas.X < bar.End)
        {
            canvas.Put(CoreSigns.Rest, Ink.BarEdge);
        }
    }

    // The end of each segment is rounded, not its length, so that the whole bar is right.
    private static void Segment(ref Canvas canvas, in Extent bar, ref double sum, double share, char fill, Ink ink)
    {
        sum += share;
        int end = Math.Min(bar.End, bar.Start + (int)Math.Round(Math.Min(1, sum) * bar.Width));
        while (canvas.X < end)
        {
            canvas.Put(fill, bar.IsCrowded ? Ink.Crowded : ink);
        }
    }

    private static void DrawValue(ref Canvas canvas, in CoreLoad load, bool isUntold, Ink ink)
    {
        Span<char> percent = stackalloc char[ValueCells];
        ((int)Math.Round(load.Busy * 100)).TryFormat(percent, out int length, default, CultureInfo.InvariantCulture);
        if (isUntold)
        {
            (percent[0], length) = (CoreSigns.Unknown, 1);
        }

        canvas.Put(' ', Ink.Normal);
        canvas.Right(percent[..length], ValueCells - 1, ink);
    }

    /// <summary>Where the shares are drawn; <paramref name="End"/> leaves room for the crowd.</summary>
    private readonly record struct Extent(int Start, int Width, int End, bool IsCrowded);
}
