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
        host.Write(line.GetValue(CliOptions.Json)
            ? DocumentJson.ToUtf8(TopologyDocument.From(topology, HostFiles.Read(machine.Files), host.Time.GetLocalNow()))
            : PlainText.Encode(TopologyText.Of(topology), isAscii: true));
        return ExitCode.Done;
    }
}
