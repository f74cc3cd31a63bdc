using System.Text;
using CoreTop.Cli.Metrics;

namespace CoreTop.Tests.Docs;

public sealed class MetricsPageTests
{
    [Fact]
    public void The_page_of_metrics_is_what_the_program_prints()
    {
        var page = new StringBuilder(
            """
            # Metrics

            `coretop metrics` reads for two seconds (`--interval`), diagnoses, and prints gauges as OpenMetrics. node_exporter's textfile
            collector reads the same text: `coretop metrics --output /var/lib/prometheus/node-exporter/coretop.prom` replaces the file in one
            step, and packaging/systemd has a service and a timer that do so each minute. All series but those by user are there at each reading, with 0
            where there is nothing. Nothing is printed per process or CPU: a fleet keeps its number of series. Run it as root, or with
            CAP_SYS_PTRACE, so that who set a mask is known in `coretop diagnose` beside it; the numbers here need no privilege, but /proc mounted with
            hidepid hides the tasks of others from those without.

            | gauge | labels | what it is |
            |---|---|---|

            """);
        foreach (MetricFamily family in MetricFamilies.All)
        {
            page.Append($"| `{family.Name}` | {family.Labels} | {family.Help} |\n");
        }

        page.Append(
            """

            An alert that wakes nobody for a second's trouble:

            ```yaml
            - alert: CoresLostToAffinity
              expr: min_over_time(coretop_lost_cores{kind="affinity"}[10m]) > 2
              annotations:
                summary: "{{ $labels.instance }}: tasks share CPUs while others idle; coretop diagnose says which"
            ```

            """);
        ExpectedText.Check(Path.Combine(ExpectedText.Repository, "docs", "metrics.md"), page.ToString());
    }
}
