using CoreTop.Model.Sampling;

namespace CoreTop.Listing.Groups;

/// <summary>Which program a process runs, as people would call it: <c>python train.py</c>, <c>java -jar x.jar</c>, <c>chrome</c>, <c>[kworker]</c>.</summary>
internal static class ProgramLabel
{
    private const int MostWords = 64;
    private const int LongestName = 15;

    /// <summary>The label of a process.</summary>
    public static string Of(ProcessLoad process) => Of(process, out _);

    /// <summary>The label of a process.</summary>
    /// <param name="process">The process.</param>
    /// <param name="code">Where in it a text begins that an interpreter was given; the end of the label where there is none.</param>
    public static string Of(ProcessLoad process, out int code)
    {
        string label = Find(process, out int? start);
        code = start ?? label.Length;
        return label;
    }

    private static string Find(ProcessLoad process, out int? code)
    {
        code = null;
        if (process.IsKernelThread)
        {
            return $"[{Stem(process.Name)}]";
        }

        string command = process.Details?.CommandLine ?? string.Empty;
        if (command.Length == 0)
        {
            return process.Name;
        }

        string[] words = command.Split(' ', MostWords);
        (string program, bool isTitle) = Program(words[0], command, process.Name);
        if (isTitle || Interpreters.Find(program) is not { } interpreter)
        {
            return program;
        }

        string label = interpreter.Label(program, words, out int start);
        code = start;
        return label;
    }

    /// <summary>
    /// A process that the program of its parent starts to work for it, by a text that says nothing of that program: Python's
    /// <c>multiprocessing</c> does, unless it forks.
    /// </summary>
    public static bool IsHelper(ProcessLoad process) => process.Details?.CommandLine is { } command
        && command.Contains(" -c from multiprocessing.", StringComparison.Ordinal)
        && IsInterpreted(process);

    /// <summary>The program is an interpreter, and more stands behind it on the command line.</summary>
    public static bool IsInterpreted(ProcessLoad process) => process.Details?.CommandLine is { } command
        && Interpreters.Find(ProgramPath.LastPart(command.AsSpan(0, Math.Max(0, command.IndexOf(' ', StringComparison.Ordinal))))) is not null;

    // kworker/3:1H-events, ksoftirqd/12, kswapd0, scsi_eh_0, irq/123-nvme0q1: the kernel has one for each CPU, device or job.
    private static ReadOnlySpan<char> Stem(ReadOnlySpan<char> name)
    {
        int slash = name.IndexOf('/');
        ReadOnlySpan<char> stem = slash > 0 ? name[..slash] : name;
        ReadOnlySpan<char> bare = stem.TrimEnd("0123456789").TrimEnd("_-:");
        return bare.IsEmpty ? stem : bare;
    }

    private static (string Name, bool IsTitle) Program(string word, string command, string comm)
    {
        ReadOnlySpan<char> name = ProgramPath.LastPart(word);

        // A login shell has a dash before its name.
        name = name is ['-', _, ..] ? name[1..] : name;

        // nginx: worker process, ray::IDLE, [celeryd: host: they say what they do behind a colon.
        int colon = name.IndexOf(':');
        if (colon > 0)
        {
            ReadOnlySpan<char> title = name[..colon].TrimStart("[(");
            return (title.IsEmpty ? comm : title.ToString(), true);
        }

        if (name.IsEmpty || word.StartsWith("/proc/self/", StringComparison.Ordinal))
        {
            return (comm, false);
        }

        return (Spaced(name, word, command, comm) ?? name.ToString(), false);
    }

    // The path of a program may have a blank, which looks like the end of it; its own name then says where it really ends.
    private static string? Spaced(ReadOnlySpan<char> name, string word, string command, string comm)
    {
        if (comm.Length == 0 || word is not (['/', ..] or [_, ':', ..]) || name.StartsWith(comm, StringComparison.Ordinal)
            || Interpreters.Find(name) is not null)
        {
            return null;
        }

        int options = command.IndexOf(" -", StringComparison.Ordinal);
        ReadOnlySpan<char> paths = options < 0 ? command : command.AsSpan(0, options);
        int at = Math.Max(paths.LastIndexOf($"/{comm}"), paths.LastIndexOf($"\\{comm}"));
        if (at < 0)
        {
            return null;
        }

        ReadOnlySpan<char> found = paths[(at + 1)..];
        int end = found.IndexOf(' ');
        found = end < 0 ? found : found[..end];
        return found.Length == comm.Length || comm.Length == LongestName ? found.ToString() : null;
    }
}
