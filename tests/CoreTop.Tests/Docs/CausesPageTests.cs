using CoreTop.Analysis.Blaming;
using CoreTop.Cli.Documents;

namespace CoreTop.Tests.Docs;

public sealed class CausesPageTests
{
    [Fact]
    public void The_page_on_documents_names_every_kind_of_cause()
    {
        string row = Assert.Single(
            File.ReadLines(Path.Combine(ExpectedText.Repository, "docs", "json.md")),
            line => line.StartsWith("| `findings[].cause.kind` |", StringComparison.Ordinal));

        Assert.All(Enum.GetValues<CauseKind>(), kind => Assert.Contains(
            $"`{CauseEntry.From(new Cause(kind, CauseConfidence.None, "", "", OriginPid: null, Permanent: null)).Kind}`", row, StringComparison.Ordinal));
    }
}
