using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Topology;

namespace CoreTop.Cli;

/// <summary><c>coretop topology</c>. Needs no /proc.</summary>
internal static class TopologyCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);
        CpuTopology topology = machine.ReadTopology();
        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        ImmutableArray<NearDevice> devices = machine.ReadDevices();
        if (bounds is not null)
        {
            topology = topology.Within(bounds.Cpus);
            devices = [.. devices.Select(device => device with { Cpus = device.Cpus?.Intersect(bounds.Cpus) })];
        }

        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(TopologyDocument.From(topology, devices, HostFiles.Read(machine.Files), host.Time.GetLocalNow()) with { Within = BoundsEntry.Of(bounds) }));
        }
        else
        {
            host.WriteText(TopologyText.Of(topology, devices, bounds), line);
        }

        return ExitCode.Done;
    }
}
