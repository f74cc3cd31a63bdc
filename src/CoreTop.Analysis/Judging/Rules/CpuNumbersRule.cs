namespace CoreTop.Analysis.Judging.Rules;

/// <summary>Masks name CPUs that the machine's files do not have: in some containers the files renumber the CPUs and the masks do not.</summary>
internal static class CpuNumbersRule
{
    public static DiagnosisRule Rule { get; } = new(
        "cpu-numbers",
        FindingSeverity.Note,
        "Masks name CPUs that /proc/stat does not have: numbers differ in this container, so single CPUs are not judged.",
        DiagnosisRule.OneWindow);

    public static void Find(Situation situation, List<Finding> findings)
    {
        if (situation.Snapshot.StrangeCpus is not { IsEmpty: false } strange)
        {
            return;
        }

        findings.Add(Finding.Of(
            Rule,
            "machine",
            $"Affinity masks name {Phrases.Cpus(strange)}, which /proc/stat does not list: this container's files renumber the CPUs, as lxcfs "
                + "does. Masks are shown with the kernel's numbers; how busy a CPU of a mask is cannot be known.",
            new Fix("Look from the host: there the numbers agree.")) with
        {
            InBrief = _ => [$"This container renumbers CPUs: masks name {FindingWords.Cpus(strange)}, which /proc/stat does not list", $"This container renumbers CPUs: masks name {FindingWords.Cpus(strange)}"],
            Cpus = strange,
        });
    }
}
