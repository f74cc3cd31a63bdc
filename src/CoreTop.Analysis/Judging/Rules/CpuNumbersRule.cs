namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Masks name CPUs that the machine's files do not have: in some containers the files number CPUs anew, the masks do not.</summary>
internal static class CpuNumbersRule
{
    public static DiagnosisRule Rule { get; } = new(
        "cpu-numbers",
        FindingSeverity.Note,
        "Masks name CPUs that /proc/stat does not have: numbers differ in this container, so nothing is said of single CPUs.",
        DiagnosisRule.OneWindow,
        Find);

    private static void Find(Evidence evidence, List<Finding> findings)
    {
        if (evidence.Snapshot.StrangeCpus is not { IsEmpty: false } strange)
        {
            return;
        }

        findings.Add(Rule.Finding(
            "machine",
            $"Affinity masks name {Phrases.Cpus(strange)}, which /proc/stat does not tell of: this container's files number CPUs anew, as lxcfs "
                + "does. Masks are shown as the kernel has them; how busy a CPU of a mask is cannot be told.",
            new Fix("Look from the host: there the numbers agree.")) with
        {
            Cpus = strange,
        });
    }
}
