using System.Buffers;
using System.Collections.Frozen;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Capture;

/// <summary>Files of tasks of which the kernel's numbers are kept, and nothing that a user can set.</summary>
internal static class TaskMasks
{
    private const string Hidden = "0";

    private static readonly SearchValues<byte> OfNumbers = SearchValues.Create("0123456789-. \t\n"u8);
    private static readonly SearchValues<byte> OfCounters = SearchValues.Create("0123456789.-kB "u8);

    // Fields of stat behind the name, from 0: states, numbers of tasks, times, sizes. The others are addresses.
    private static readonly FrozenSet<int> KeptOfStat = Enumerable.Range(0, 22).Append(22)
        .Concat([35, 36, 37, 38, 39, 40, 41]).ToFrozenSet();

    private static readonly FrozenSet<string> KeptOfStatus = new[]
    {
        "Umask", "State", "Tgid", "Ngid", "Pid", "PPid", "TracerPid", "FDSize", "NStgid", "NSpid", "NSpgid", "NSsid", "Kthread",
        "VmPeak", "VmSize", "VmLck", "VmPin", "VmHWM", "VmRSS", "RssAnon", "RssFile", "RssShmem", "VmData", "VmStk", "VmExe", "VmLib", "VmPTE",
        "VmSwap", "HugetlbPages", "CoreDumping", "THP_enabled", "Threads", "SigQ", "SigPnd", "ShdPnd", "SigBlk", "SigIgn", "SigCgt",
        "CapInh", "CapPrm", "CapEff", "CapBnd", "CapAmb", "NoNewPrivs", "Seccomp", "Seccomp_filters", "Cpus_allowed", "Cpus_allowed_list",
        "Mems_allowed", "Mems_allowed_list", "voluntary_ctxt_switches", "nonvoluntary_ctxt_switches",
    }.ToFrozenSet();

    private static readonly FrozenSet<string> KeptOfLibraries = new[]
    {
        "libgomp", "libiomp5", "libomp", "libopenblas", "libopenblasp", "libopenblas64", "libscipy", "openblas", "openblas64", "libmkl", "libmpi",
        "libpmix", "so", "intel", "gnu", "thread", "sequential", "lp64", "ilp64", "core", "def", "mc3", "avx", "avx2", "avx512", "rt", "vml", "tbb",
        "cxx", "mpifh", "usempi", "usempif08", "java", "r0", "pthread", "openmp", "libc", "ld", "musl",
    }.ToFrozenSet();

    /// <summary>Numbers, and what stands between them; null when there is anything else.</summary>
    public static string? Numbers(ReadOnlySpan<byte> text) =>
        text.ContainsAnyExcept(OfNumbers) ? null : Encoding.ASCII.GetString(text);

    /// <summary><c>stat</c>, with another name and without addresses; null for any other text.</summary>
    public static string? Stat(ReadOnlySpan<byte> text, Func<TaskStat, string, string> name)
    {
        TaskStat stat;
        try
        {
            stat = TaskStat.Parse(text);
        }
        catch (KernelFormatException)
        {
            return null;
        }

        string[] fields = Encoding.ASCII.GetString(text[(stat.NameRange.End.Value + 1)..]).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        string kept = string.Join(' ', fields.Select((field, index) =>
            KeptOfStat.Contains(index) && (index == 0 ? field.Length == 1 && char.IsAsciiLetter(field[0]) : IsNumber(field)) ? field : Hidden));
        string given = Encoding.UTF8.GetString(text[stat.NameRange]);
        return string.Create(CultureInfo.InvariantCulture, $"{stat.Tid} ({name(stat, given)}) {kept}\n");
    }

    /// <summary><c>status</c>: the lines that are known, with other users.</summary>
    public static string Status(ReadOnlySpan<byte> text, Func<string, string> name, StandIns standIns)
    {
        var kept = new StringBuilder();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (!LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value))
            {
                continue;
            }

            string title = Encoding.UTF8.GetString(key), said = Encoding.UTF8.GetString(value);
            string? masked = title switch
            {
                "Name" => name(said),
                "Uid" => Ids(said, standIns.Uid),
                "Gid" => Ids(said, standIns.Gid),
                _ => KeptOfStatus.Contains(title) && IsPlain(said) ? said : null,
            };
            if (masked is not null)
            {
                kept.Append(title).Append(":\t").Append(masked).Append('\n');
            }
        }

        return kept.ToString();
    }

    /// <summary>Lines of a name that the kernel gives and a number, such as <c>io</c> and <c>smaps_rollup</c> have.</summary>
    public static string Counters(ReadOnlySpan<byte> text, ReadOnlySpan<string> names)
    {
        var kept = new StringBuilder();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            if (LineReader.TrySplit(line, out ReadOnlySpan<byte> key, out ReadOnlySpan<byte> value)
                && names.Contains(Encoding.UTF8.GetString(key.TrimEnd(" \t"u8)))
                && !value.ContainsAnyExcept(OfCounters))
            {
                kept.Append(Encoding.UTF8.GetString(line)).Append('\n');
            }
        }

        return kept.ToString();
    }

    /// <summary><c>maps</c>: the libraries that set affinities, under names without whatever else was in theirs.</summary>
    public static string Maps(ReadOnlySpan<byte> text)
    {
        MapsFile maps = MapsFile.Parse(text);
        var kept = new StringBuilder();
        foreach (string library in maps.Libraries.Select(Library).Distinct())
        {
            string folder = maps.LlvmVersion is { } version && library.StartsWith("libomp", StringComparison.Ordinal)
                ? string.Create(CultureInfo.InvariantCulture, $"llvm-{version}/")
                : string.Empty;
            kept.Append("0-0 r-xp 0 00:00 0 /").Append(folder).Append(library).Append('\n');
        }

        return maps.HasOpenBlasTable
            ? kept.Append("0-0 rw-s 0 00:00 0 /").Append("SYSV00510510").Append('\n').ToString()
            : kept.ToString();
    }

    /// <summary><c>numa_maps</c>: pages on nodes, without addresses and files.</summary>
    public static string NumaMaps(ReadOnlySpan<byte> text)
    {
        var kept = new StringBuilder();
        var lines = new LineReader(text);
        while (lines.TryNext(out ReadOnlySpan<byte> line))
        {
            string[] fields = [.. Encoding.UTF8.GetString(line).Split(' ').Skip(2).Where(IsPages)];
            if (fields.Length > 0)
            {
                kept.Append("0 default ").AppendJoin(' ', fields).Append('\n');
            }
        }

        return kept.ToString();
    }

    /// <summary>The security label, where it is one that says nothing of this machine.</summary>
    public static string Label(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text.TrimEnd("\0\n"u8)) switch
    {
        "unconfined" or "kernel" or "docker-default (enforce)" => Encoding.UTF8.GetString(text),
        "" => string.Empty,
        _ => "label\n",
    };

    /// <summary>The name of a function of the kernel.</summary>
    public static string WaitChannel(ReadOnlySpan<byte> text)
    {
        string name = Encoding.UTF8.GetString(text);
        return name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '.') ? name : "0";
    }

    private static string Library(string name)
    {
        var kept = new StringBuilder();
        int start = 0;
        for (int at = 0; at <= name.Length; at++)
        {
            if (at == name.Length || name[at] is '.' or '-' or '_')
            {
                string word = name[start..at];
                bool isNumber = word.Length is > 0 and < 6 && word.All(char.IsAsciiDigit);
                kept.Append(isNumber || KeptOfLibraries.Contains(word) ? word : "x");
                _ = at < name.Length ? kept.Append(name[at]) : kept;
                start = at + 1;
            }
        }

        return kept.ToString();
    }

    private static string? Ids(string ids, Func<uint, uint> standIn) =>
        string.Join('\t', ids.Split(['\t', ' '], StringSplitOptions.RemoveEmptyEntries).Select(id =>
            uint.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out uint number)
                ? standIn(number).ToString(CultureInfo.InvariantCulture)
                : Hidden));

    private static bool IsPages(string field)
    {
        int equals = field.IndexOf('=', StringComparison.Ordinal);
        return equals > 0 && IsNumber(field[(equals + 1)..])
            && (field.StartsWith("kernelpagesize_kB=", StringComparison.Ordinal) || (field[0] == 'N' && IsNumber(field[1..equals])));
    }

    private static bool IsNumber(string field) => field.Length > 0 && !field.AsSpan(field[0] == '-' ? 1 : 0).ContainsAnyExceptInRange('0', '9');

    // Numbers, masks, and the state in brackets.
    private static bool IsPlain(string value) => value.All(letter =>
        char.IsAsciiHexDigit(letter) || letter is ' ' or '\t' or ',' or '-' or '/' || value.EndsWith(" kB", StringComparison.Ordinal)
        || (value.Length > 2 && value[1] == ' ' && (letter is '(' or ')' || char.IsAsciiLetter(letter))));
}
