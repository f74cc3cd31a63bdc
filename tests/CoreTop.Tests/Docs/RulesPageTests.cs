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
            "Lasts" is how long a finding must last before a program that refreshes shows it, on top of the windows that its numbers need.
            What tasks want, what they would get by fair shares, and which loss makes a finding is in
            [decisions/0027-fair-shares.md](decisions/0027-fair-shares.md): a loss of less than half a core is not reported.

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
