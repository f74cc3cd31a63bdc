using System.Text;
using CoreTop.Analysis;
using CoreTop.Analysis.Judging;

namespace CoreTop.Tests.Docs;

public sealed class RulesPageTests
{
    [Fact]
    public void The_page_of_rules_is_what_the_program_knows()
    {
        var page = new StringBuilder(
            """
            # Rules

            Made from the list in src/CoreTop.Analysis/Judge.cs. A warning means that cores are lost, or that tasks get far less
            than their fair share, and something can be done about it: `coretop diagnose` then ends with exit code 3. A note explains.
            "Lasts" is how long a finding must hold, beyond what its evidence demands, before a program that refreshes shows it. What
            tasks want, what they would get by fair shares, and from which cost on that is a finding, is in
            [decisions/0027-fair-shares.md](decisions/0027-fair-shares.md): less than half a core is no loss worth a word.

            | rule | severity | lasts | finds |
            |---|---|---|---|

            """);
        foreach (DiagnosisRule rule in Diagnostician.Rules)
        {
            string severity = rule.Severity == FindingSeverity.Warning ? "warning" : "note";
            string lasts = rule.Confirm == TimeSpan.Zero ? "" : $"{rule.Confirm.TotalSeconds} s";
            page.Append($"| `{rule.Name}` | {severity} | {lasts} | {rule.Help} |\n");
        }

        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "rules.md"), page.ToString());
    }
}
