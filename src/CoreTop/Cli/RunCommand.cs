using System.CommandLine;
using System.Globalization;
using CoreTop.Kernel;
using CoreTop.Kernel.Scheduling;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Model.Words;

namespace CoreTop.Cli;

/// <summary><c>coretop run</c>.</summary>
internal static class RunCommand
{
    private const string Threads = "OMP_NUM_THREADS";

    // With these in them, variables of OpenMP name CPUs, whatever mask a program was started with; OMP_PLACES=cores means those of the mask.
    private static readonly (string Variable, string Naming)[] Choosing = [("GOMP_CPU_AFFINITY", ""), ("KMP_AFFINITY", "explicit"), ("OMP_PLACES", "{")];

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        string expression = line.GetRequiredValue(CliOptions.Cpus);
        string[] words = line.GetRequiredValue(CliOptions.Program);
        CpuSet cpus;
        using (Machine machine = host.OpenMachine("/", host.Time))
        {
            if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds))
            {
                return ExitCode.BadUsage;
            }

            // What the program may use is what this one may: a cpuset limits both.
            CpuTopology topology = machine.ReadTopology();
            var naming = new CpuNaming(topology)
            {
                Bounds = bounds ?? machine.ReadOwnCpus()?.CpusetBounds(topology),
                Devices = machine.ReadDevices,
            };
            Snapshot? snapshot = CpuExpression.DependsOnIdle(expression)
                ? MachineValues.ReadTwice(machine, SampleRequest.Ordinary, line.GetValue(CliOptions.RunInterval), host)
                : null;
            if (CpusValue.Find(expression, naming, snapshot, host, out cpus) is { } wrong)
            {
                return wrong;
            }
        }

        SayWhatDisagrees(cpus, host);
        return Refused(host.StartProgram(words, cpus), words[0], cpus, host);
    }

    private static void SayWhatDisagrees(CpuSet cpus, CliHost host)
    {
        if (int.TryParse(host.Variable(Threads)?.Split(',')[0], NumberStyles.None, CultureInfo.InvariantCulture, out int threads) && threads > cpus.Count)
        {
            host.Say($"{Threads} is {threads}, and the program gets {Count.Of(cpus.Count, "CPU")}: its threads will take turns.");
        }

        foreach ((string variable, string _) in Choosing.Where(each =>
            host.Variable(each.Variable) is { Length: > 0 } value && value.Contains(each.Naming, StringComparison.OrdinalIgnoreCase)))
        {
            host.Say($"{variable} is set: the program may choose its CPUs by that, whatever it is started on.");
        }
    }

    private static int Refused(StartRefusal refusal, string program, CpuSet cpus, CliHost host)
    {
        string name = CliValues.Shown(program);
        switch (refusal.Problem)
        {
            case StartProblem.NotFound:
                host.Say(program.Contains('/', StringComparison.Ordinal)
                    ? $"there is no program {name}, or the interpreter that its first line names is not there."
                    : $"there is no program {name} in the folders of PATH.");
                return ExitCode.ProgramNotFound;
            case StartProblem.NotExecutable:
                host.Say($"{name} cannot be executed: {refusal.Reason}.");
                return ExitCode.ProgramNotExecutable;
            case StartProblem.AffinityDiffers:
                return host.Fail($"{Count.Cpus(cpus)} {Count.Are(cpus.Count)} asked for, and the kernel gives "
                    + $"{(refusal.Given is { } given ? Count.Cpus(given) : "something that cannot be read back")}: {name} is not started.");
            default:
                return host.Fail($"{Count.Cpus(cpus)}: {refusal.Result.Reason()}. {name} is not started.");
        }
    }
}
