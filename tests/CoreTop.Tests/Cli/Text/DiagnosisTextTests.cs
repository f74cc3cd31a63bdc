using CoreTop.Analysis.Judging;
using CoreTop.Cli.Text;
using CoreTop.Tests.Analysis;

namespace CoreTop.Tests.Cli.Text;

public sealed class DiagnosisTextTests
{
    private const string NotLooked = "Not looked at: on which NUMA node processes have their memory; x in the full screen does.\n";

    [Fact]
    public void Where_memory_lies_is_said_to_be_left_out_where_that_could_matter()
    {
        Diagnosis busy = Diagnosis.Nothing with { HungryTasks = [AnyDiagnosis.Task(1000)] };

        Assert.EndsWith(NotLooked, Text(busy, nodes: 2), StringComparison.Ordinal);
        Assert.EndsWith(NotLooked, Text(AnyDiagnosis.Of(AnyDiagnosis.Founding), nodes: 2), StringComparison.Ordinal);
        Assert.DoesNotContain("Not looked at", Text(busy, nodes: 1), StringComparison.Ordinal);
        Assert.DoesNotContain("Not looked at", Text(Diagnosis.Nothing, nodes: 2), StringComparison.Ordinal);
    }

    private static string Text(Diagnosis diagnosis, int nodes) =>
        DiagnosisText.Of(diagnosis, Scene.OfPairs(8, nodes).Snapshot(), width: null);
}
