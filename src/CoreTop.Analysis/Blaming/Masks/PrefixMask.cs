using CoreTop.Model.Causes;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>
/// taskset, numactl and the like: they set a mask and become the program that they start. They leave two traces: shells
/// set <c>_</c> to what they start, and scripts and xargs have the prefix on their own command line.
/// </summary>
internal static class PrefixMask
{
    private const string Started = "_";

    // GNU parallel starts a shell, which starts the job.
    private const int Deepest = 2;

    /// <summary>The command line of the process that started it has a taskset or numactl in front of this program, and that gives exactly this mask.</summary>
    public static Cause? FindCommand(MaskOrigin origin) => FindCommand(origin, static (command, process) => command.Starts(process)) is { } found
        ? Of(
            origin,
            CauseConfidence.High,
            $"set by {found.Command.Text}",
            $"{CauseText.Name(found.Starter)} started {CauseText.Name(origin.Process)} under {found.Command.Text}.")
        : null;

    /// <summary>The same, in front of something that may have become this program, such as a script or a variable's value.</summary>
    public static Cause? FindLikely(MaskOrigin origin) => FindCommand(origin, static (_, _) => true) is { } found
        ? Of(
            origin,
            CauseConfidence.Medium,
            $"likely set by {found.Command.Text}",
            $"{found.Command.Text} is on the command line of {CauseText.Name(found.Starter)}, which started {CauseText.Name(origin.Process)}.")
        : null;

    /// <summary>A shell started it as taskset or numactl; which CPUs that gave is not known.</summary>
    public static Cause? FindStarted(MaskOrigin origin)
    {
        string? program = origin.IsThreadsOwn ? null : origin.Process.Find(Started);
        if (program is null || origin.Parent?.Find(Started) == program)
        {
            return null;
        }

        // A process may have bound itself afterwards; and if the parent was not read, the variable may be an inherited one.
        bool isSure = origin.Parent is { Access: EvidenceAccess.Read } && OpenMpVariableMask.Find(origin) is null
            && OpenBlasMask.Find(origin) is null && Fellows.OneEach(origin) is null;
        return Of(
            origin,
            isSure ? CauseConfidence.High : CauseConfidence.Medium,
            isSure ? $"set by {program}" : $"likely set by {program}",
            $"A shell started {CauseText.Name(origin.Process)} as {program}, as its variable _ says.");
    }

    private static (PrefixCommand Command, ProcessEvidence Starter)? FindCommand(
        MaskOrigin origin, Func<PrefixCommand, ProcessEvidence, bool> isWanted)
    {
        ProcessEvidence? ancestor = origin.IsThreadsOwn ? null : origin.Parent;
        for (int depth = 0; depth < Deepest && ancestor is not null; depth++)
        {
            foreach (PrefixCommand command in PrefixCommand.All(ancestor.CommandLine))
            {
                if (command.CanGive(origin.Affinity, origin.Snapshot.Topology) && isWanted(command, origin.Process))
                {
                    return (command, ancestor);
                }
            }

            ancestor = origin.Evidence.Processes.GetValueOrDefault(ancestor.ParentPid);
        }

        return null;
    }

    private static Cause Of(MaskOrigin origin, CauseConfidence confidence, string phrase, string evidence)
    {
        ProcessEvidence process = origin.Process;
        return new Cause(
            CauseKind.Prefix,
            confidence,
            phrase,
            evidence,
            process.Key.Tid,
            $"Start {SafeText.Of(process.Name)} without it; release {process.Key.Tid} too, as what it starts next inherits the mask.")
        {
            Lines = CommandLine.Of(process.Arguments) is { } line ? [line] : [],
        };
    }
}
