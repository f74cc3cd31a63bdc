using CoreTop.Analysis.Diagnosis;
using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Causes.Masks;

/// <summary>A service whose first process began with a narrow mask: CPUAffinity= of its unit, or of systemd itself.</summary>
internal static class SystemdMask
{
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
        return unit is not null && !origin.IsThreadsOwn && origin.Parent is { Name: "systemd" }
            ? Of(
                process, $"likely set by systemd (CPUAffinity= of {Phrases.Printable(unit)})",
                $"{CauseText.Name(process)} was started by systemd as {Phrases.Printable(unit)} and has the mask, which systemd has not.",
                $"Look at: systemctl show -p CPUAffinity {Phrases.Printable(unit)}")
            : null;
    }

    private static bool IsService(string? unit) => unit is not null && unit.EndsWith(".service", StringComparison.Ordinal);

    private static Cause Of(ProcessEvidence process, string phrase, string evidence, string permanent) =>
        new(CauseKind.Systemd, CauseConfidence.Medium, phrase, evidence, process.Key.Tid, permanent);
}
