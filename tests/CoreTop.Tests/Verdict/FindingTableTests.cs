using CoreTop.Analysis.Judging;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class FindingTableTests
{
    private const string Odd = "1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,33,35";

    [Theory]
    [InlineData(62)]
    [InlineData(77)]
    [InlineData(117)]
    public void A_long_list_of_CPUs_takes_several_rows_and_none_is_wider_than_the_room(int width)
    {
        FindingTask[] tasks = [AnyDiagnosis.Task(4711, affinity: Odd, limit: "0-35")];

        string heading = FindingTable.Heading(tasks, width);
        List<string> rows = FindingTable.Rows(tasks, width, most: 10, out _);

        Assert.All(rows, row => Assert.InRange(row.Length, 1, width));
        int at = heading.IndexOf("AFFINITY", StringComparison.Ordinal), end = heading.IndexOf("LIMIT", StringComparison.Ordinal);
        Assert.Equal(Odd, string.Concat(rows.Select(row => row[at..Math.Min(row.Length, end)].Trim())));
        Assert.Contains(" 0-35 ", rows[0], StringComparison.Ordinal);
        Assert.EndsWith(" python", rows[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Tasks_that_are_alike_share_a_row_with_their_ids_below_it()
    {
        FindingTask[] tasks =
        [
            AnyDiagnosis.Task(10, run: 0.08, wait: 0.92), AnyDiagnosis.Task(11, run: 0.25, wait: 0.75), AnyDiagnosis.Task(12, run: 0.08, wait: 0.92),
            AnyDiagnosis.Task(20, run: 1), AnyDiagnosis.Task(30, run: 0.5, affinity: "1"),
        ];

        List<string> rows = FindingTable.Rows(tasks, 77, most: 10, out int left);

        Assert.Equal("    TASK     RUN    WAIT  AFFINITY    LIMIT       COMMAND", FindingTable.Heading(tasks, 77));
        Assert.Equal(
            ["      ×4 8-100 %  0-92 %  0           0-3         python", "         10-12,20", "      30    50 %     0 %  1           0-3         python"], rows);
        Assert.Equal(0, left);
    }

    [Fact]
    public void What_has_no_row_is_counted()
    {
        List<string> rows = FindingTable.Rows([AnyDiagnosis.Task(1), AnyDiagnosis.Task(2, affinity: "1"), AnyDiagnosis.Task(3, affinity: "1")], 77, most: 1, out int left);

        Assert.Single(rows);
        Assert.Equal(2, left);
    }
}
