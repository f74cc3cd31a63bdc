using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Model.Causes;
using CoreTop.Model.Words;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>A service whose first process began with a narrow mask: CPUAffinity= of its unit, or of systemd itself.</summary>
internal static class SystemdMask
{
    private const string SystemManager = "/init.scope";

    // What systemd puts before a cgroup's name that the kernel would take for one of its own files; see cg_escape of systemd.
    private const char Escape = '_';

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        if (process.Key.Tid == 1 && process.Name == "systemd")
        {
            return Of(
                process, "likely set by systemd for the whole system",
                "systemd itself, the first process, has the mask.", "Remove CPUAffinity= from /etc/systemd/system.conf and reboot.",
                ["grep -rn CPUAffinity /etc/systemd/"]);
        }

        string? path = process.Cgroups.FirstOrDefault(static path => IsService(CgroupOwner.Unit(path)));
        if (path is null || origin.IsThreadsOwn || origin.Parent is not { } parent || !IsSystemd(parent) || IsOfTerminal(origin))
        {
            return null;
        }

        string unit = CgroupOwner.Unit(path)!, word = ShellWord.Of(unit.TrimStart(Escape));
        string systemctl = path.Contains("/user@", StringComparison.Ordinal) ? "systemctl --user" : "systemctl";
        return Of(
            process, $"likely set by systemd (CPUAffinity= of {SafeText.Of(unit)})",
            $"{CauseText.Name(process)} was started by systemd as {SafeText.Of(unit)} and has the mask, which systemd itself does not have.",
            "Give the unit an empty CPUAffinity=, if that is what sets it and not a taskset in ExecStart=, and restart it.",
            [
                $"{systemctl} show -p CPUAffinity -p ExecStart -- {word}",
                $"{systemctl} edit -- {word}",
                "[Service]",
                "CPUAffinity=",
                $"{systemctl} restart -- {word}",
            ]);
    }

    // A process that was started in a terminal and lost its parent is also a child of systemd, but not the main process of a unit.
    private static bool IsOfTerminal(MaskOrigin origin)
    {
        int session = origin.Process.Session;
        return session > 1 && session != origin.Process.Key.Tid && origin.Snapshot.FindProcess(session) is not null;
    }

    // Any process may be called systemd. The first process is the system's manager; a user's manager is in the cgroup where systemd put it.
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

    private static Cause Of(ProcessEvidence process, string phrase, string evidence, string permanent, ImmutableArray<string> lines) =>
        new(CauseKind.Systemd, CauseConfidence.Medium, phrase, evidence, process.Key.Tid, permanent) { Lines = lines };
}
