using System.Collections.Immutable;
using CoreTop.Analysis;
using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests;

/// <summary>Findings as the engine makes them, without the engine.</summary>
internal static class AnyDiagnosis
{
    /// <summary>Twelve workers on CPU 35 of 36.</summary>
    public static Finding Founding { get; } = Finding(
        sentence: "12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost.",
        confinement: "Affinity mask 35",
        cpus: "35",
        idleCpus: "1,5,8,11,13-14,21,25,27,30,34",
        lostCores: 11,
        tasks: [.. Enumerable.Range(3291, 12).Select(pid => Task(pid, run: 1.0 / 12, wait: 11.0 / 12, affinity: "35", limit: "0-35"))]);

    /// <summary>OpenMP did it.</summary>
    public static Cause OpenMp { get; } = new(
        CauseKind.OpenMpVariable,
        CauseConfidence.High,
        "set by OpenMP (OMP_PROC_BIND=close)",
        "OMP_PROC_BIND=close is in the environment of python 3290, the parent of all twelve.",
        OriginPid: 3290,
        "Start it with OMP_PROC_BIND=false.");

    public static Diagnosis Of(params ImmutableArray<Finding> findings) => new()
    {
        Findings = findings,
        HungryTasks = [.. findings.SelectMany(finding => finding.Tasks)],
        LostCores = new LostCores(findings.Sum(finding => finding.LostCores), 0, 0),
    };

    public static Finding Finding(
        string sentence,
        string rule = "pile-up",
        FindingSeverity severity = FindingSeverity.Warning,
        string? subject = null,
        string? confinement = null,
        string cpus = "",
        string idleCpus = "",
        double lostCores = 0,
        Cause? cause = null,
        Fix? fix = null,
        params ImmutableArray<FindingTask> tasks) => new()
        {
            Rule = Diagnostician.Rules.Single(each => each.Name == rule),
            Severity = severity,
            Subject = subject ?? sentence,
            Sentence = sentence,
            Confinement = confinement,
            Cpus = Cpus(cpus),
            IdleCpus = Cpus(idleCpus),
            LostCores = lostCores,
            LostTo = lostCores > 0 ? LossKind.Affinity : LossKind.None,
            Tasks = tasks,
            Cause = cause,
            Fix = fix ?? new Fix("Give the tasks all CPUs that their cpuset allows.", ["taskset -apc 0-35 3291"], null),
        };

    public static FindingTask Task(
        int tid, int? pid = null, double run = 1, double? wait = 0, string affinity = "0", string limit = "0-3") => new(
        new TaskKey(tid, 1000), pid ?? tid, "python", run, wait, Cpus(affinity), Cpus(limit));

    public static CpuSet Cpus(string list)
    {
        Assert.True(CpuList.TryParse(list, out CpuSet cpus) || list.Length == 0, list);
        return list.Length == 0 ? CpuSet.Empty : cpus;
    }
}
