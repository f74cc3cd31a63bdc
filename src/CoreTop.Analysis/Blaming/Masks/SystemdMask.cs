using System.Globalization;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>A service whose first process began with a narrow mask: CPUAffinity= of its unit, or of systemd itself.</summary>
internal static class SystemdMask
{
    private const string SystemManager = "/init.scope";

    // What systemd puts before a cgroup's name that the kernel would take for a file of its own; see cg_escape of systemd.
    private const char Escape = '_';

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        if (process.Key.Tid == 1 && process.Name == "systemd")
        {
            return Of(
                process, "likely set by systemd for the whole system",
                "systemd itself, the first process, has the mask.", "Change CPUAffinity= in /etc/systemd/system.conf.");
        }

        string? unit = process.Cgroups.Select(CgroupOwner.Unit).FirstOrDefault(IsService);
        return unit is not null && !origin.IsThreadsOwn && origin.Parent is { } parent && IsSystemd(parent)
            ? Of(
                process, $"likely set by systemd (CPUAffinity= of {Phrases.Printable(unit)})",
                $"{CauseText.Name(process)} was started by systemd as {Phrases.Printable(unit)} and has the mask, which systemd has not.",
                $"Look at: systemctl show -p CPUAffinity -- {ShellWord.Of(unit.TrimStart(Escape))}")
            : null;
    }

    // Anybody's process may be called systemd. The first process is the system's manager; that of a user is where systemd put it.
    private static bool IsSystemd(ProcessEvidence process) =>
        process.Key.Tid == 1 || process.Cgroups.Any(static path => path == SystemManager || IsUserManager(path));

    // /user.slice/user-1000.slice/user@1000.service/init.scope
    private static bool IsUserManager(string path)
    {
        string[] parts = path.Split('/');
        return parts is [.., var service, "init.scope"]
            && service.StartsWith("user@", StringComparison.Ordinal) && service.EndsWith(".service", StringComparison.Ordinal)
            && uint.TryParse(service.AsSpan("user@".Length..^".service".Length), NumberStyles.None, CultureInfo.InvariantCulture, out _);
    }

    private static bool IsService(string? unit) => unit is not null && unit.EndsWith(".service", StringComparison.Ordinal);

    private static Cause Of(ProcessEvidence process, string phrase, string evidence, string permanent) =>
        new(CauseKind.Systemd, CauseConfidence.Medium, phrase, evidence, process.Key.Tid, permanent);
}
