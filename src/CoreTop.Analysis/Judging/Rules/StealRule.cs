using CoreTop.Model.Cpus;

namespace CoreTop.Analysis.Judging.Rules;

/// <summary>The hypervisor gives CPU time to other guests.</summary>
internal static class StealRule
{
    private const double MachineShare = 0.05;
    private const double CpuShare = 0.10;

    public static DiagnosisRule Rule { get; } = new(
        "steal",
        FindingSeverity.Note,
        "The hypervisor takes CPU time away.",
        DiagnosisRule.Lasting);

    public static void Find(Situation situation, List<Finding> findings)
    {
        double level = situation.Level(Rule, CpuShare);
        double all = 0;
        int online = 0;
        foreach (CpuId cpu in situation.Watch.Where(static cpu => cpu.IsOnline))
        {
            online++;
            all += situation.Cpu(cpu).Steal;
        }

        CpuSet robbed = situation.Watch.Where(cpu => cpu.Steal >= level);
        bool isWhole = online > 0 && all / online >= situation.Level(Rule, MachineShare);
        if (robbed.IsEmpty && !isWhole)
        {
            return;
        }

        string sentence = isWhole
            ? $"The hypervisor takes {Phrases.Percent(all / online)} of {(situation.Watch.Within is { } within ? $"the time of {Phrases.Cpus(within)}" : "this machine's CPU time")}."
            : $"The hypervisor takes {Phrases.Percent(robbed.Max(cpu => situation.Cpu(cpu).Steal))} of {Phrases.Cpus(robbed)}.";
        findings.Add(Finding.Of(
            Rule,
            "machine",
            $"{sentence} Nothing on this machine can get it back.",
            new Fix(
                "Nothing to move: the time is gone before the kernel can give it to a task.",
                "Choose an instance type that does not share CPUs, or look at the host.")) with
        {
            Cpus = robbed,
        });
    }
}
