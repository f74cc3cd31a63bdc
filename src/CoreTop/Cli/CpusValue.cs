using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Cli;

/// <summary>The CPUs that --cpus names.</summary>
internal static class CpusValue
{
    /// <summary>Finds them, or says why there are none.</summary>
    /// <param name="expression">What was given.</param>
    /// <param name="naming">What its words stand for; which CPUs are idle is added.</param>
    /// <param name="snapshot">Says which CPUs are idle, where the expression depends on that; null where it does not.</param>
    /// <param name="host">Gets the sentence.</param>
    /// <param name="cpus">The CPUs; empty where there are none.</param>
    /// <returns>Null for success; else one of <see cref="ExitCode"/>: what may be so a moment later is not bad usage.</returns>
    public static int? Find(string expression, CpuNaming naming, Snapshot? snapshot, CliHost host, out CpuSet cpus)
    {
        naming = naming with { Idle = snapshot is { HasWindow: true, AreCpusUntold: false } ? Idleness.IdleCpus(snapshot) : null };
        if (CpuExpression.TryParse(expression, naming, out cpus, out string error))
        {
            return null;
        }

        bool isOfTheMoment = snapshot is { HasWindow: true } && CpuExpression.TryParse(expression, naming with { Idle = naming.All }, out _, out _);
        if (!isOfTheMoment)
        {
            host.Say($"{CliOptions.Cpus.Name}: {error}");
            return ExitCode.BadUsage;
        }

        if (naming.Idle is null)
        {
            host.SayProblems(snapshot!);
            return host.Fail("how busy the CPUs are is not known, so none can be called idle.");
        }

        return host.Fail(naming.Idle.IsEmpty
            ? $"no CPU is idle now: none was used less than {Idleness.MostBusy * 100:0} % of the time."
            : $"{CliOptions.Cpus.Name}: {error}");
    }
}
