using System.Globalization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Words;

namespace CoreTop.Tui.Cores;

/// <summary>What was, at the cell under the cursor of the heat picture.</summary>
internal static class HeatDetail
{
    /// <summary>Such as <c>CPU 35, 2:13 before (01:50:34): 100 % busy, crowded.</c></summary>
    /// <param name="history">What was.</param>
    /// <param name="cpus">The CPUs of the row.</param>
    /// <param name="moment">The refresh; null for the newest.</param>
    /// <returns>Null where the moment is not kept.</returns>
    public static string? Text(HeatHistory history, CpuSet cpus, long? moment)
    {
        long refresh = moment ?? history.Shown - 1;
        if (!history.Has(refresh))
        {
            return null;
        }

        HeatCell cell = history.Find(refresh, cpus);
        DateTimeOffset time = history.TimeOf(refresh);
        var age = TimeSpan.FromSeconds(Math.Round((history.TimeOf(history.Shown - 1) - time).TotalSeconds));
        string when = moment is null ? string.Empty : string.Create(
            CultureInfo.InvariantCulture, $", {(int)age.TotalMinutes}:{age.Seconds:00} ago ({time:HH:mm:ss})");
        string what = cell == HeatCell.Offline ? "offline"
            : cell == HeatCell.Unknown ? "how busy is not known"
            : string.Create(CultureInfo.InvariantCulture, $"{(cpus.Count > 1 ? "the busiest " : string.Empty)}{cell.Percent} % busy");
        return $"{Count.Cpus(cpus)}{when}: {what}{(cell.IsCrowded ? ", crowded" : string.Empty)}.";
    }

}
