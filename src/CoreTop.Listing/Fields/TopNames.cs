namespace CoreTop.Listing.Fields;

/// <summary>The names that top (procps-ng 4) has for its fields, where they are not the headings here.</summary>
internal static class TopNames
{
    /// <summary>The heading of the column that shows what top's field shows, by top's name in any case.</summary>
    public static IReadOnlyDictionary<string, string> Headings { get; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        ["%CPU"] = "CPU%",
        ["%MEM"] = "MEM%",
        ["%CUU"] = "AVG%",
        ["P"] = "CPU",
        ["NU"] = "NODE",
        ["nTH"] = "THREADS",
        ["SID"] = "SESSION",
        ["STARTED"] = "START",
        ["CGROUPS"] = "CGROUP",
        ["CGNAME"] = "CCGROUP",
        ["LXC"] = "CONTAINER",
        ["AGID"] = "AUTOGRP",
        ["OOMa"] = "OOMADJ",
        ["OOMs"] = "OOM",
        ["nMaj"] = "MAJFLT",
        ["nMin"] = "MINFLT",
        ["vMj"] = "MAJFLT/s",
        ["vMn"] = "MINFLT/s",
        ["RSS"] = "RES",
        ["RSan"] = "ANON",
        ["RSfd"] = "FILE",
        ["RSsh"] = "SHMEM",
        ["RSlk"] = "LOCKED",
        ["ioR"] = "READ",
        ["ioW"] = "WRITTEN",
        ["ioRop"] = "SYSCR",
        ["ioWop"] = "SYSCW",
    };

    private static readonly HashSet<string> OnlyInTop = new(StringComparer.OrdinalIgnoreCase)
    {
        "%CUC", "ENVIRON", "Flags", "LOGID", "nDRT", "nsCGROUP", "nsIPC", "nsMNT", "nsNET", "nsPID", "nsTIME", "nsUSER", "nsUTS",
        "PSan", "PSfd", "PSsh", "SUPGIDS", "SUPGRPS", "SUSER",
    };

    /// <summary>The heading of the column that shows what top's field of this name does, in any case; null when there is none.</summary>
    public static string? Heading(string name) => Headings.GetValueOrDefault(name);

    /// <summary>top has a field of this name, in any case, that no column shows.</summary>
    public static bool IsOnlyInTop(string name) => OnlyInTop.Contains(name);
}
