using CoreTop.Analysis.Judging;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary>Reads and diagnoses for commands: what the sampler thread does for the screen, in order and without a thread.</summary>
internal sealed class DiagnosisReader(Machine machine, CliHost host)
{
    private readonly ReadingBuilder _builder = new(new MachineEvidence(machine));

    /// <summary>What else the diagnosis is to know.</summary>
    public DiagnosisOptions Options { get; set; } = new()
    {
        IsOneShot = true,
        OwnPid = machine.IsLive ? Environment.ProcessId : null,
    };

    /// <summary>For a command that looks at some CPUs and knows what was changed.</summary>
    /// <param name="machine">Is read.</param>
    /// <param name="host">Waits.</param>
    /// <param name="bounds">The CPUs; null for the whole machine.</param>
    public static DiagnosisReader Of(Machine machine, CliHost host, CpuBounds? bounds)
    {
        var reader = new DiagnosisReader(machine, host);
        reader.Options = reader.Options with { Bounds = bounds };
        reader.ReadJournal();
        return reader;
    }

    /// <summary>From the next reading on, what the journal holds now is known.</summary>
    public void ReadJournal() => Options = Options with { Applied = AppliedChanges.Of(MachineJournal.Open(machine, host).Batches) };

    /// <summary>Reads twice and diagnoses; a captured machine is not waited for.</summary>
    /// <exception cref="MachineException">A captured machine holds fewer than two readings.</exception>
    public Reading Read(TimeSpan interval)
    {
        _builder.Next(MachineValues.First(machine, SampleRequest.Everything), Options);
        Wait(interval);
        return machine.Read(SampleRequest.Everything) is { } second
            ? _builder.Next(second, Options, asksAnew: true)
            : throw new MachineException(
                "This machine was saved with one reading, which does not show how busy anything is: \"coretop capture\" saves two.");
    }

    /// <summary>Waits for the next reading; a captured machine is not waited for.</summary>
    public void Wait(TimeSpan interval) => MachineValues.Wait(machine, interval, host);

    /// <summary>Reads once more; null when a captured machine has no further reading.</summary>
    public Reading? Next() => machine.Read(SampleRequest.Everything) is { } sample ? _builder.Next(sample, Options) : null;
}
