using System.Text;
using CoreTop.Analysis.Judging;

namespace CoreTop.Tests.Analysis.Judging;

public sealed class RulesPageTests
{
    [Fact]
    public void The_page_of_rules_is_what_the_program_knows()
    {
        var page = new StringBuilder(
            """
            # Rules

            Made from the list in src/CoreTop.Analysis/Diagnosis/Diagnostician.cs. A warning means that cores are lost and something
            can be done about it: `coretop diagnose` then ends with exit code 3. A note explains. "Lasts" is how long a finding must
            hold, beyond what its evidence demands, before a program that refreshes shows it; how hungry tasks are told from others
            is in [decisions/0009-two-refreshes.md](decisions/0009-two-refreshes.md).

            A CPU that others keep busy for more than half of its time is no room for a hungry task, and less than half a core is no
            loss worth a word: two tasks confined to CPU 0 beside a CPU 1 that does something else for 60 % of its time are no pile-up,
            though a wider mask might gain them a little.

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
