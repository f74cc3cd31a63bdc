using System.CommandLine;
using CoreTop.Actions;
using CoreTop.Cli.Documents;
using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Os;

namespace CoreTop.Cli;

/// <summary><c>coretop pin</c> and <c>coretop release</c>.</summary>
internal static class ChangeCommand
{
    /// <inheritdoc cref="CliRun"/>
    public static int Pin(ParseResult line, CliHost host) => Run(line, host, line.GetRequiredValue(CliOptions.Cpus));

    /// <inheritdoc cref="CliRun"/>
    public static int Release(ParseResult line, CliHost host) => Run(line, host, expression: null);

    /// <summary>Why a command that changes something may not; null when it may.</summary>
    public static string? WhyNot(ParseResult line, Machine machine, CliHost host) =>
        WhyReadOnly(line, machine)
        ?? (line.GetValue(CliOptions.WithoutUndo) ? null : MachineJournal.WhyNoFolder(machine, host));

    /// <summary>Why nothing may be changed at all; null when something may.</summary>
    public static string? WhyReadOnly(ParseResult line, Machine machine) =>
        line.GetValue(CliOptions.ReadOnly)
            ? $"{CliOptions.ReadOnly.Name} is given, so \"{ProgramVersion.ProgramName} {line.CommandResult.Command.Name}\" changes nothing: leave it out."
            : line.GetValue(CliOptions.Root) is { } root && machine.IsLive
            ? $"{CliOptions.Root.Name} {root} is the running machine, and nothing is changed under it: leave it out to change this machine."
            : null;

    /// <summary>Makes changes, and says what came of them a moment later: what is right at once may be set back.</summary>
    public static BatchOutcome ApplyAndLookAgain(
        AffinityEditor editor, string summary, IReadOnlyList<AffinityRequest> requests, bool withoutJournal, CliHost host)
    {
        BatchOutcome batch = editor.Apply(summary, requests, withoutJournal);
        if (!batch.MayBeSetBack)
        {
            return batch;
        }

        host.Wait(AffinityEditor.LooksAgainAfter);
        return batch.LookAgain();
    }

    private static int Run(ParseResult line, CliHost host, string? expression)
    {
        using Machine machine = MachineValues.Open(line, host);
        if (WhyNot(line, machine, host) is { } why)
        {
            return host.Fail(why);
        }

        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
        {
            return ExitCode.BadUsage;
        }

        IReadOnlyList<int> pids = line.GetRequiredValue(CliOptions.Targets);
        AffinityScope scope = line.GetValue(CliOptions.Scope);
        bool asksForIdle = expression is not null && CpuExpression.DependsOnIdle(expression);
        Snapshot snapshot = Read(machine, pids, scope, asksForIdle, line, host);
        CpuSet? wanted = null;
        if (expression is not null)
        {
            var naming = new CpuNaming(snapshot.Topology) { Bounds = bounds, Devices = machine.ReadDevices };
            if (CpusValue.Find(expression, naming, asksForIdle ? snapshot : null, host, out wanted) is { } wrong)
            {
                return wrong;
            }
        }

        FoundTargets targets = ChangeTargets.Find(snapshot, pids, scope, machine.IsLive ? Environment.ProcessId : null);
        AffinityRequest[] requests = [.. targets.Tasks.Select(task => Request(task, scope, wanted, snapshot))];
        string command = line.CommandResult.Command.Name;
        BatchOutcome batch = requests.Length == 0
            ? new BatchOutcome([], JournalProblem: null)
            : ApplyAndLookAgain(
                MachineJournal.OpenEditor(machine, host), Summary(command, pids, wanted), requests, line.GetValue(CliOptions.WithoutUndo), host);
        return Print(new ChangeReport(command, batch, targets), snapshot, line, host);
    }

    private static Snapshot Read(
        Machine machine, IReadOnlyList<int> pids, AffinityScope scope, bool asksForIdle, ParseResult line, CliHost host)
    {
        var request = new SampleRequest
        {
            AllThreads = scope == AffinityScope.Thread,
            AllDetails = scope != AffinityScope.Process,
            Visible = pids.ToHashSet(),
        };
        return asksForIdle
            ? MachineValues.ReadTwice(machine, request, line.GetValue(CliOptions.Interval), host)
            : MachineValues.ReadOnce(machine, request);
    }

    private static AffinityRequest Request(TaskLoad task, AffinityScope scope, CpuSet? wanted, Snapshot snapshot)
    {
        CpuSet? limit = snapshot.Processes.FirstOrDefault(process => process.Pid == task.Pid)?.Limit;
        return new AffinityRequest(task.Key, task.Pid, task.Name, scope != AffinityScope.Thread, wanted, limit)
        {
            Isolated = snapshot.Topology.Isolated,
        };
    }

    private static string Summary(string command, IReadOnlyList<int> pids, CpuSet? wanted)
    {
        string who = pids.Count <= 3 ? string.Join(", ", pids) : $"{pids[0]} and {pids.Count - 1} more";
        return wanted is null ? $"{command} {who}" : $"{command} {who} to {wanted}";
    }

    private static int Print(ChangeReport report, Snapshot snapshot, ParseResult line, CliHost host)
    {
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(report.ToDocument(snapshot.Host, host.Time.GetLocalNow())));
        }
        else
        {
            host.WriteText(report.ToText(), line);
        }

        foreach (string refusal in report.Refusals())
        {
            host.Say(refusal);
        }

        return report.ExitCode;
    }
}
