using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Fields;

public sealed class FieldTableTests
{
    [Fact]
    public void Every_column_has_a_heading_and_a_name_in_json_of_its_own()
    {
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.Heading.ToUpperInvariant()).Distinct().Count());
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.JsonName.ToUpperInvariant()).Distinct().Count());
        Assert.All(ProcessColumns.All, column => Assert.Matches("^[a-z][a-zA-Z]*$", column.JsonName));
    }

    [Fact]
    public void Every_column_is_found_by_its_heading_and_by_its_name_in_json() => Assert.All(ProcessColumns.All, column =>
    {
        Assert.Same(column, ProcessColumns.FindNamed(column.Heading));
        Assert.Same(column, ProcessColumns.FindNamed(column.Heading.ToLowerInvariant()));
        Assert.Same(column, ProcessColumns.FindNamed(column.JsonName));
    });

    [Theory]
    [InlineData("cpu", "CPU")]
    [InlineData("CPU%", "CPU%")]
    [InlineData("run", "CPU%")]
    [InlineData("lastcpu", "CPU")]
    [InlineData("time", "TIME+")]
    [InlineData("mem", "MEM%")]
    [InlineData("command", "COMMAND")]
    [InlineData("cmd", "COMMAND")]
    [InlineData("comm", "COMM")]
    [InlineData("name", "COMM")]
    [InlineData("residentBytes", "RES")]
    public void A_word_names_one_column(string name, string heading) => Assert.Equal(heading, ProcessColumns.FindNamed(name)!.Heading);

    [Fact]
    public void A_word_means_the_same_field_in_filters_as_in_columns_and_in_the_order()
    {
        string[] words =
        [
            .. ProcessColumns.All.SelectMany(column => new[] { column.Heading, column.Heading.TrimEnd('%', '+'), column.JsonName, column.ShortName }
                .OfType<string>()),
            .. TopNames.Headings.Keys,
            .. FilterFields.All.Select(field => field.Name).Except(["allow", "only"]),
        ];

        Assert.All(words, word => Assert.Same(ProcessColumns.FindNamed(word), FilterFields.Find(word)!.Column));
    }

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
                Assert.Equal([column], filter.Fields);
                Assert.Equal(column.Needs, filter.Needs);
                Assert.Equal(column.NeedsDetails, filter.NeedsDetails);
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
