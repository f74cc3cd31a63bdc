using System.Globalization;
using System.Text.Json.Serialization;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Cli.Documents;

/// <summary>What the entries of processes and of threads share.</summary>
internal abstract record TaskEntry
{
    protected TaskEntry(TaskLoad load)
    {
        Pid = load.Pid;
        StartTicks = load.Key.StartTicks;
        State = load.State.Letter().ToString(CultureInfo.InvariantCulture);
        Policy = load.Policy.Name().ToLowerInvariant();
        Priority = load.Priority;
        Nice = load.Nice;
        Run = Rounded.Share(load.Run);
        Wait = load.Wait is { } wait ? Rounded.Share(wait) : null;
        CpuSeconds = Rounded.Seconds(load.CpuTime);
        LastCpu = load.LastCpu.Number;
        Affinity = load.Affinity;
        Movable = load.Mobility == TaskMobility.Movable;
        Command = load.Name;
    }

    [JsonPropertyOrder(-1)]
    public int Pid { get; }

    public ulong StartTicks { get; }

    public string State { get; }

    public string Policy { get; }

    public int Priority { get; }

    public int Nice { get; }

    public double Run { get; }

    public double? Wait { get; }

    public double CpuSeconds { get; }

    public int LastCpu { get; }

    public CpuSet? Affinity { get; }

    public bool Movable { get; }

    public string Command { get; }
}
