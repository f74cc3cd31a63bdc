using System.Collections.Immutable;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>The command that started the ranks, if it is one of their ancestors on this machine.</summary>
internal static class LauncherCommand
{
    private const int Deepest = 3;

    private static readonly string[] Names =
        ["mpirun", "mpiexec", "orterun", "prterun", "mpiexec.hydra", "mpirun.openmpi", "mpiexec.openmpi", "mpirun.mpich", "mpiexec.mpich"];

    /// <summary>The value of an option of the launcher, after a blank or <c>=</c>; null when it was not given or nothing is known.</summary>
    public static string? Option(MaskOrigin origin, params ReadOnlySpan<string> names)
    {
        ImmutableArray<string> words = Find(origin)?.Arguments ?? [];
        for (int i = 1; i < words.Length; i++)
        {
            foreach (string name in names)
            {
                if (words[i] == name && i + 1 < words.Length)
                {
                    return words[i + 1];
                }

                if (words[i].StartsWith(name + "=", StringComparison.Ordinal))
                {
                    return words[i][(name.Length + 1)..];
                }
            }
        }

        return null;
    }

    /// <summary>The launcher's command with another value of an option; null when it is not completely known.</summary>
    public static ImmutableArray<string>? Lines(MaskOrigin origin, string option, string value)
    {
        if (Find(origin) is not { Arguments.Length: > 1 } launcher)
        {
            return null;
        }

        var words = launcher.Arguments.ToList();
        for (int i = words.Count - 1; i > 0; i--)
        {
            string name = words[i].TrimStart('-');
            if (words[i].StartsWith('-') && name == option.TrimStart('-') && i + 1 < words.Count)
            {
                words.RemoveRange(i, 2);
            }
        }

        words.InsertRange(1, [option, value]);
        return CommandLine.Of(words) is { } line ? [line] : null;
    }

    private static ProcessEvidence? Find(MaskOrigin origin)
    {
        ProcessEvidence? process = origin.Parent;
        for (int depth = 0; depth < Deepest && process is not null; depth++)
        {
            if (process.Arguments is [var program, ..] && Names.Contains(program[(program.LastIndexOf('/') + 1)..]))
            {
                return process;
            }

            process = origin.Evidence.Processes.GetValueOrDefault(process.ParentPid);
        }

        return null;
    }
}
