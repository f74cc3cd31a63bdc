using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Fields;

public sealed class FieldTableTests
{
    // Headings go before names in JSON, and CPU% is older than its neighbour.
    private static readonly string[] NamesOfOthers = ["command"];

    [Fact]
    public void Every_column_has_a_heading_and_a_name_in_json_of_its_own()
    {
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.Heading.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.JsonName.ToUpperInvariant()).Distinct().Count());
        Assert.All(ProcessColumns.All, column => Assert.Matches("^[a-z][a-zA-Z]*$", column.JsonName));
    }

    [Fact]
    public void Every_column_is_found_by_its_name_in_json_but_where_a_heading_goes_before() =>
        Assert.All(
            ProcessColumns.All.Where(column => !NamesOfOthers.Contains(column.JsonName)),
            column => Assert.Same(column, ProcessColumns.FindNamed(column.JsonName)));

    [Theory]
    [InlineData("cpu", "CPU%")]
    [InlineData("lastcpu", "CPU")]
    [InlineData("time", "TIME+")]
    [InlineData("command", "COMMAND")]
    [InlineData("comm", "COMM")]
    [InlineData("residentBytes", "RES")]
    public void A_heading_goes_before_a_name_in_json(string name, string heading) =>
        Assert.Equal(heading, ProcessColumns.FindNamed(name)!.Heading);

    [Fact]
    public void Every_column_can_be_asked_for_in_a_filter_by_its_heading_and_by_its_name_in_json()
    {
        foreach (ProcessColumn column in ProcessColumns.All)
        {
            foreach (string name in new[] { column.Heading, column.JsonName })
            {
                FilterField field = FilterFields.Find(name)!;
                Assert.True(RowFilter.TryParse($"{name}{field.Example[field.Name.Length..]}", out RowFilter? filter, out FilterError? error), error?.Line);
                Assert.Null(filter.Hint);
                Assert.Single(filter.Fields);
                Assert.Equal(name == "command" ? ProcessColumns.Command : column, filter.Fields[0]);
                Assert.Equal(filter.Fields[0].Needs, filter.Needs);
                Assert.Equal(filter.Fields[0].NeedsDetails, filter.NeedsDetails);
            }
        }
    }

    [Fact]
    public void What_a_column_needs_is_what_its_value_is_known_by()
    {
        ProcessLoad bare = AnySnapshot.Process(7) with { Details = null };
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, bare);

        foreach (ProcessColumn column in ProcessColumns.All.Where(column => column.Needs != ExtraFiles.None || column.NeedsDetails))
        {
            Assert.False(column.Value(new ProcessRow(bare, null, 0), snapshot).IsKnown, column.Heading);
        }
    }

    [Fact]
    public void A_column_that_shows_something_has_a_value_and_one_that_shows_none_has_none()
    {
        var room = new char[200];
        foreach (ProcessLoad load in new[] { ColumnTextTests.Full, AnySnapshot.Process(7) with { Details = null, Affinity = null } })
        {
            Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, load);
            var row = new ProcessRow(load, null, 0);
            foreach (ProcessColumn column in ProcessColumns.All.Where(column => column != ProcessColumns.Command))
            {
                string text = new(room, 0, column.Text(row, snapshot, room));
                Assert.True(column.Value(row, snapshot).IsKnown == (text is not ("" or "-" or "?")), $"{column.Heading}: \"{text}\"");
            }
        }
    }
}
