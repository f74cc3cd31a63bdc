using CoreTop.Analysis.Judging;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class FindingTableTests
{
    private const string Odd = "1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,33,35";

    [Theory]
    [InlineData(60)]
    [InlineData(77)]
    [InlineData(117)]
    public void A_long_list_of_CPUs_takes_several_rows_and_none_is_wider_than_the_room(int width)
    {
        FindingTask task = AnyDiagnosis.Task(4711, affinity: Odd, limit: "0-35");

        List<string> rows = FindingTable.Rows([task], width);

        Assert.All(rows, row => Assert.InRange(row.Length, 1, width));
        int at = rows[0].IndexOf("AFFINITY", StringComparison.Ordinal), end = rows[0].IndexOf("LIMIT", StringComparison.Ordinal);
        Assert.Equal(Odd, string.Concat(rows.Skip(1).Select(row => row[at..Math.Min(row.Length, end)].Trim())));
        Assert.Contains(" 0-35 ", rows[1], StringComparison.Ordinal);
        Assert.EndsWith(" python", rows[1], StringComparison.Ordinal);
    }

    [Fact]
    public void Short_lists_have_the_columns_that_they_need()
    {
        List<string> rows = FindingTable.Rows([AnyDiagnosis.Task(4711, run: 0.08, wait: 0.92)], 77);

        Assert.Equal(["    TASK    RUN   WAIT  AFFINITY    LIMIT       COMMAND", "    4711    8 %   92 %  0           0-3         python"], rows);
    }
}
