using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary>What the program's exit code says.</summary>
internal static class ExitCode
{
    /// <summary>Done, or no warning found.</summary>
    public const int Done = 0;

    /// <summary>Not done; a sentence on stderr says why.</summary>
    public const int Failed = 1;

    /// <summary>The command line cannot be understood.</summary>
    public const int BadUsage = 2;

    /// <summary>Something is wrong with the machine, and something can be done about it.</summary>
    public const int WarningFound = 3;

    /// <summary>Partly done, or accepted by the kernel and not in effect; what and why is on stderr.</summary>
    public const int PartlyDone = 4;

    /// <summary>The program to start is there and cannot be executed: as shells say it.</summary>
    public const int ProgramNotExecutable = 126;

    /// <summary>The program to start is not there: as shells say it.</summary>
    public const int ProgramNotFound = 127;

    /// <summary>For a command that was asked for processes, some of which are not there.</summary>
    public static int OfMissing(int missing, int asked) => missing == 0 ? Done : missing == asked ? Failed : PartlyDone;

    /// <summary>For a diagnosis: whether there is a warning, and whether it could be known.</summary>
    public static int Of(Diagnosis diagnosis, Snapshot snapshot)
    {
        bool hasWarning = diagnosis.Findings.Any(finding => finding.Severity == FindingSeverity.Warning);
        return hasWarning ? WarningFound : snapshot.AreCpusKnown ? Done : Failed;
    }

    /// <summary>Each code with its meaning, for help.</summary>
    public static IReadOnlyList<(int Code, string Meaning)> Meanings { get; } =
    [
        (Done, "done; diagnose found nothing to warn of"),
        (Failed, "failed: a sentence on stderr says why"),
        (BadUsage, "bad usage"),
        (WarningFound, "diagnose found a warning"),
        (PartlyDone, "partly done, or accepted but not in effect: stderr says which"),
        (ProgramNotExecutable, "run: the program cannot be executed"),
        (ProgramNotFound, "run: there is no such program"),
    ];
}
