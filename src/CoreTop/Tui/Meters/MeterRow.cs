using CoreTop.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Meters;

/// <summary>Draws one meter in its half of a row.</summary>
internal static class MeterRow
{
    private const string NotReported = "not reported by this kernel";
    private const int LabelWidth = 10;
    private const int WidestBar = 40;
    private const int LeastBar = 4;
    private const int Edges = 2;
    private const int WidestGraph = 60;

    // So that a graph stays where it is when its number has a digit more.
    private const int LeastText = 13;

    /// <summary>Draws from where the canvas is up to column <paramref name="end"/>, not included.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="end">The end.</param>
    /// <param name="chosen">What.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="history">The values before.</param>
    /// <param name="buffer">Room for text.</param>
    public static void Draw(
        ref Canvas canvas, int end, ChosenMeter chosen, Snapshot snapshot, MeterHistory history, Span<char> buffer)
    {
        HeaderMeter meter = chosen.Meter;
        int labelEnd = canvas.X + LabelWidth;
        canvas.Text(" ", Ink.Normal);
        canvas.Text(meter.Label, Ink.Label, Math.Max(0, end - canvas.X));
        canvas.BlankTo(Math.Min(end, labelEnd), Ink.Normal);
        int length = meter.Text(snapshot, buffer);
        if (length == 0)
        {
            canvas.Text(NotReported, Ink.Faint, Math.Max(0, end - canvas.X));
        }
        else
        {
            int room = end - canvas.X - length - 2;
            double? value = meter.Value?.Invoke(snapshot);
            if (chosen.Style == MeterStyle.Bar && value is { } now && room >= LeastBar + Edges)
            {
                int cells = Math.Min(room - Edges, WidestBar);
                DrawBar(ref canvas, cells, Share(now, Full(meter, snapshot, history)), meter.IsOfMemory ? snapshot.Memory : null);
            }

            canvas.Text(buffer[..length], Ink.Normal, Math.Max(0, end - canvas.X));
            if (chosen.Style == MeterStyle.Graph && room >= LeastBar)
            {
                canvas.BlankTo(Math.Min(end, labelEnd + Math.Max(length, LeastText) + 1), Ink.Normal);
                DrawGraph(ref canvas, Math.Min(end - canvas.X - 1, WidestGraph), meter, Full(meter, snapshot, history), history);
            }
        }

        canvas.BlankTo(end, Ink.Normal);
    }

    private static double Full(HeaderMeter meter, Snapshot snapshot, MeterHistory history) =>
        meter.Full?.Invoke(snapshot) ?? history.Highest(meter);

    private static double Share(double value, double full) => full > 0 ? Math.Clamp(value / full, 0, 1) : 0;

    private static void DrawBar(ref Canvas canvas, int cells, double share, MemoryUse? memory)
    {
        canvas.Put('▕', Ink.BarEdge);
        if (memory is not null)
        {
            MemoryBar.Draw(ref canvas, cells, memory);
        }

        int full = (int)Math.Round(share * cells);
        for (int i = 0; memory is null && i < cells; i++)
        {
            canvas.Put(i < full ? CoreSigns.User : ' ', Ink.BarUser);
        }

        canvas.Put('▏', Ink.BarEdge);
        canvas.Put(' ', Ink.Normal);
    }

    // It grows to the right until there is no more room, so that what is known stands beside its number from the first refresh on.
    private static void DrawGraph(ref Canvas canvas, int cells, HeaderMeter meter, double full, MeterHistory history)
    {
        for (int back = Math.Min(cells, history.Count(meter)) - 1; back >= 0; back--)
        {
            char level = history.Find(meter, back) is { } value ? CoreSigns.Level(Share(value, full)) : ' ';
            canvas.Put(level, Ink.BarUser);
        }
    }
}
