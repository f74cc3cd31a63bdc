namespace CoreTop.Model.Sampling;

/// <summary>Mean number of runnable and disk-waiting tasks: /proc/loadavg, proc_loadavg(5).</summary>
/// <param name="OneMinute">Over the last minute.</param>
/// <param name="FiveMinutes">Over the last five minutes.</param>
/// <param name="FifteenMinutes">Over the last fifteen minutes.</param>
public readonly record struct LoadAverage(double OneMinute, double FiveMinutes, double FifteenMinutes);
