using System.Globalization;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Cores;

/// <summary>Draws one or two characters for a CPU, or for several: then the busiest of them.</summary>
internal static class CoreCell
{
    private const int MostInTwoDigits = 99, MostInOneDigit = 9;

    /// <summary>Draws from where the canvas is.</summary>
    /// <param name="canvas">Where.</param>
    /// <param name="item">What.</param>
    /// <param name="snapshot">The machine.</param>
    /// <param name="emphasis">What stands out.</param>
    /// <param name="width">Characters: 1 or 2.</param>
    public static void Draw(ref Canvas canvas, CoreItem item, Snapshot snapshot, in CpuEmphasis emphasis, int width)
    {
        CoreLoad load = CoreLoad.Of(snapshot, item);
        int crowd = emphasis.Crowd(item);
        bool isAllowed = emphasis.IsAllowed(item) && !emphasis.IsAllowedWide, isPicked = emphasis.IsPicked(item), isConcerned = emphasis.IsConcerned(item);
        Ink ink = emphasis.IsUnderCursor(item) ? Ink.Cursor
            : isPicked ? Ink.Picked
            : isAllowed ? Ink.LabelMarked
            : crowd > 0 || (isConcerned && emphasis.IsWarning) ? Ink.FindingCpu
            : isConcerned ? Ink.Notice
            : load.Busy < Idleness.MostBusy && emphasis.IsFree(item) ? Ink.Good
            : item.Sign != ' ' ? Ink.Notice
            : load.Busy < Idleness.MostBusy ? Ink.Faint
            : load.System + load.Irq > load.User + load.Nice ? Ink.BarSystem
            : Ink.BarUser;
        bool isMarked = isConcerned || emphasis.IsFree(item);
        if (isAllowed && !isPicked && !isMarked && crowd == 0 && item.IsOnline && !load.IsUntold(snapshot))
        {
            DrawDigits(ref canvas, load.Busy, width, ink);
            return;
        }

        char sign = isPicked ? CoreSigns.Picked
            : !item.IsOnline ? CoreSigns.Offline
            : crowd > 0 ? CoreSigns.Crowded
            : load.IsUntold(snapshot) ? CoreSigns.Unknown
            : isConcerned ? CoreSigns.Concerned
            : load.Busy < CoreSigns.Quiet && item.Sign != ' ' ? item.Sign
            : emphasis.IsFree(item) ? CoreSigns.Free
            : load.Busy < CoreSigns.Quiet && item.IsEfficiency ? CoreSigns.Efficiency
            : CoreSigns.Level(load.Busy);
        canvas.Put(sign, ink);
        if (width > 1)
        {
            // What does next to nothing is half as loud. Neither a pick nor that the selected task may run there hides what is said of the CPU.
            canvas.Put(
                crowd is > 0 and <= MostInOneDigit && sign == CoreSigns.Crowded ? (char)('0' + crowd)
                : isPicked && (isConcerned || crowd > 0) ? CoreSigns.Concerned
                : isPicked && isMarked ? CoreSigns.Free
                : isAllowed && sign is CoreSigns.Concerned or CoreSigns.Free ? Tenths(load.Busy)
                : sign is CoreSigns.Free or CoreSigns.Efficiency || (sign == CoreSigns.Level(0) && ink == Ink.Faint) ? ' '
                : sign,
                ink);
        }
    }

    private static void DrawDigits(ref Canvas canvas, double busy, int width, Ink ink)
    {
        if (width == 1)
        {
            canvas.Put(Tenths(busy), ink);
            return;
        }

        Span<char> digits = stackalloc char[2];
        ((int)Math.Min(MostInTwoDigits, busy * 100)).TryFormat(digits, out int length, default, CultureInfo.InvariantCulture);
        canvas.Right(digits[..length], width, ink);
    }

    private static char Tenths(double busy) => (char)('0' + (int)Math.Min(MostInOneDigit, busy * 10));
}
