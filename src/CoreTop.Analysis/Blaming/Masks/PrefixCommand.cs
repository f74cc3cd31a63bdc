using System.Collections.Immutable;
using CoreTop.Model.Causes;
using CoreTop.Model.Cpus;
using CoreTop.Model.Topology;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>A taskset or numactl on a command line.</summary>
/// <param name="Text">The program and its CPUs, such as <c>taskset -c 0-3</c>.</param>
/// <param name="Cpus">The CPUs that it gives; null when they are given by node.</param>
/// <param name="Nodes">The nodes whose CPUs it gives; null when they are given by number.</param>
internal sealed record PrefixCommand(string Text, CpuSet? Cpus, CpuSet? Nodes)
{
    private const int MostBehind = 6, MostInterpreters = 2;

    private static readonly char[] Ends = [';', '&', '|', '\n'], Blanks = [' ', '\t', '(', ')', '\'', '"'];

    private static readonly string[] CpuOptions = ["-C", "--physcpubind"];
    private static readonly string[] NodeOptions = ["-N", "--cpunodebind", "-c", "--cpubind"];

    /// <summary>What follows it: the program that it starts, perhaps after others such as nice.</summary>
    public ImmutableArray<string> Behind { get; private init; } = [];

    /// <summary>Whether it is in front of the program of a process, or of the script that its interpreter runs.</summary>
    public bool Starts(ProcessEvidence process)
    {
        string[] programs = [process.Name, .. process.Arguments.Take(MostInterpreters).Select(FileOf)];
        return Behind.Any(word => programs.Contains(FileOf(word)));
    }

    /// <summary>Whether it gives the mask.</summary>
    public bool CanGive(CpuSet mask, CpuTopology topology)
    {
        CpuSet given = Cpus ?? CpuSet.Empty;
        foreach (NumaNode node in topology.Nodes)
        {
            given = Nodes?.Contains(new CpuId(node.Number)) == true ? given.Union(node.Cpus) : given;
        }

        return given.Intersect(topology.Online).Equals(mask);
    }

    /// <summary>The prefixes on a command line, whose words are joined by blanks.</summary>
    public static IEnumerable<PrefixCommand> All(string commandLine) => commandLine.Split(Ends).SelectMany(OfCommand);

    private static IEnumerable<PrefixCommand> OfCommand(string command)
    {
        string[] words = command.Split(Blanks, StringSplitOptions.RemoveEmptyEntries);
        for (int i = 0; i < words.Length; i++)
        {
            PrefixCommand? found = FileOf(words[i][(words[i].LastIndexOf('=') + 1)..]) switch
            {
                "taskset" => OfTaskset(words.AsSpan(i + 1)),
                "numactl" => OfNumactl(words.AsSpan(i + 1)),
                _ => null,
            };
            if (found is not null)
            {
                yield return found with { Behind = [.. words.Skip(i + 1).Take(MostBehind)] };
            }
        }
    }

    private static string FileOf(string path) => path[(path.LastIndexOf('/') + 1)..];

    // taskset [-a] [-c LIST | MASK] COMMAND; with -p it changes another process.
    private static PrefixCommand? OfTaskset(ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length; i++)
        {
            string word = words[i];
            if (word is "-c" or "-ac" or "-ca" or "--cpu-list" && i + 1 < words.Length)
            {
                return CpuList.TryParse(words[i + 1], out CpuSet cpus) ? new($"taskset -c {words[i + 1]}", cpus, null) : null;
            }

            if (word.StartsWith("--cpu-list=", StringComparison.Ordinal) && CpuList.TryParse(word["--cpu-list=".Length..], out CpuSet listed))
            {
                return new PrefixCommand($"taskset -c {word["--cpu-list=".Length..]}", listed, null);
            }

            if (!word.StartsWith('-'))
            {
                string digits = word.StartsWith("0x", StringComparison.OrdinalIgnoreCase) ? word[2..] : word;
                return CpuMask.TryParse(digits) is { } mask ? new($"taskset {word}", mask, null) : null;
            }

            if (word is not ("-a" or "--all-tasks"))
            {
                return null;
            }
        }

        return null;
    }

    private static PrefixCommand? OfNumactl(ReadOnlySpan<string> words)
    {
        for (int i = 0; i < words.Length && words[i].StartsWith('-'); i++)
        {
            int equals = words[i].IndexOf('=', StringComparison.Ordinal);
            string name = equals < 0 ? words[i] : words[i][..equals];
            string? value = equals >= 0 ? words[i][(equals + 1)..] : i + 1 < words.Length ? words[i + 1] : null;
            bool areCpus = CpuOptions.Contains(name), areNodes = NodeOptions.Contains(name);
            if ((areCpus || areNodes) && value is not null && CpuList.TryParse(value, out CpuSet set))
            {
                string text = $"numactl {name}{(equals < 0 ? ' ' : '=')}{value}";
                return areCpus ? new PrefixCommand(text, set, null) : new PrefixCommand(text, null, set);
            }

            // Some other options have a value, which is not an option.
            i += equals < 0 && i + 1 < words.Length && !words[i + 1].StartsWith('-') && name.Length == 2 ? 1 : 0;
        }

        return null;
    }
}
