using System.CommandLine;
using System.Diagnostics.CodeAnalysis;
using CoreTop.Kernel;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;
using CoreTop.Sampling;

namespace CoreTop.Cli;

/// <summary>The CPUs that a command line looks at: --within, --mine.</summary>
internal static class BoundsValues
{
    /// <summary>Finds them, and says what is wrong with them, or that nothing limits CoreTop.</summary>
    /// <param name="line">The command line.</param>
    /// <param name="machine">The machine it names.</param>
    /// <param name="host">Gets the sentences.</param>
    /// <param name="bounds">The CPUs; null for the whole machine.</param>
    /// <param name="remark">Gets the sentence that nothing limits CoreTop; null to say it at once.</param>
    /// <returns>False for bad usage.</returns>
    public static bool TryFind(ParseResult line, Machine machine, CliHost host, out CpuBounds? bounds, Action<string>? remark = null)
    {
        bounds = null;
        if (line.GetValue(CliOptions.Mine))
        {
            bounds = MachineBounds.Mine(machine, out string why);
            if (bounds is null)
            {
                (machine.IsLive && remark is not null ? remark : host.Say)(why);
            }

            return bounds is not null || machine.IsLive;
        }

        if (line.GetValue(CliOptions.Within) is not { } expression)
        {
            return true;
        }

        bool isGood = TryParse(expression, machine, out bounds, out string? error);
        if (!isGood)
        {
            host.Say($"{CliOptions.Within.Name}: {error}");
        }

        return isGood;
    }

    // Which CPUs are idle changes all the time, and what is looked at does not.
    private static bool TryParse(string expression, Machine machine, [NotNullWhen(true)] out CpuBounds? bounds, [NotNullWhen(false)] out string? error)
    {
        bounds = null;
        var naming = new CpuNaming(machine.ReadTopology()) { Devices = machine.ReadDevices };
        if (expression.Contains("idle", StringComparison.OrdinalIgnoreCase))
        {
            error = "which CPUs are idle changes while they are looked at: name them by number, node, cache or device.";
            return false;
        }

        if (!CpuExpression.TryParse(expression, naming, out CpuSet cpus, out error))
        {
            return false;
        }

        bounds = new CpuBounds(cpus, expression, $"{CliOptions.Within.Name} {expression}");
        return true;
    }
}
