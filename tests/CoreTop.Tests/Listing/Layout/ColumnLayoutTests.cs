using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Layout;

namespace CoreTop.Tests.Listing.Layout;

public sealed class ColumnLayoutTests
{
    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(120)]
    [InlineData(200)]
    [InlineData(250)]
    public void Columns_fill_the_width_without_a_gap_and_the_essential_ones_are_there(int width)
    {
        ImmutableArray<PlacedColumn> placed = ColumnLayout.Place(width, ProcessColumns.Default);

        Assert.Equal(0, placed[0].Start);
        Assert.Equal(width, placed[^1].Start + placed[^1].Width);
        Assert.All(placed.Zip(placed.Skip(1)), pair => Assert.Equal(pair.First.Start + pair.First.Width, pair.Second.Start));
        Assert.Contains(placed, column => column.Column == ProcessColumns.Pid);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Affinity);
        Assert.Contains(placed, column => column.Column == ProcessColumns.Command);
    }

    [Fact]
    public void At_120_columns_every_default_column_is_shown() =>
        Assert.Equal(ProcessColumns.Default, ColumnLayout.Place(120, ProcessColumns.Default).Select(placed => placed.Column));

    [Fact]
    public void Columns_that_a_user_chose_go_from_the_right_but_never_the_one_that_sorts()
    {
        ImmutableArray<ProcessColumn> chosen = [ProcessColumns.Pid, .. Named("READ/s", "WRITE/s", "VCSW", "START", "SWAP"), ProcessColumns.Command];

        ImmutableArray<PlacedColumn> placed = ColumnLayout.Place(50, chosen, chosen[5]);

        Assert.Equal([ProcessColumns.Pid, .. Named("READ/s", "WRITE/s", "SWAP"), ProcessColumns.Command], placed.Select(column => column.Column));
        Assert.Equal(50, placed[^1].Start + placed[^1].Width);
    }

    [Fact]
    public void The_command_takes_what_is_left_wherever_it_stands()
    {
        ImmutableArray<PlacedColumn> placed = ColumnLayout.Place(80, [ProcessColumns.Command, ProcessColumns.Pid, ProcessColumns.Cpu]);

        Assert.Equal([67, 7, 6], placed.Select(column => column.Width));
        Assert.Equal([0, 67, 74], placed.Select(column => column.Start));
    }

    [Fact]
    public void A_menu_of_columns_begins_with_those_shown_and_leaves_none_out()
    {
        ImmutableArray<ProcessColumn> shown = [ProcessColumns.Command, ProcessColumns.Pid];

        ImmutableArray<ProcessColumn> offered = ProcessColumns.ShownFirst(shown);

        Assert.Equal(shown, offered[..2]);
        Assert.Equal(ProcessColumns.All.Order(ByHeading), offered.Order(ByHeading));
    }

    [Fact]
    public void Every_column_has_a_heading_of_its_own_that_fits_and_a_sentence_of_help()
    {
        Assert.All(ProcessColumns.All, column => Assert.True(column.Heading.Length <= column.Width, column.Heading));
        Assert.All(ProcessColumns.All, column => Assert.EndsWith(".", column.Help, StringComparison.Ordinal));
        Assert.Equal(ProcessColumns.All.Length, ProcessColumns.All.Select(column => column.Heading).Distinct().Count());
        Assert.All(ProcessColumns.All, column => Assert.Same(column, ProcessColumns.Find(column.Heading.ToLowerInvariant())));
    }

    private static IEnumerable<ProcessColumn> Named(params string[] headings) => headings.Select(heading => ProcessColumns.Find(heading)!);

    private static Comparer<ProcessColumn> ByHeading { get; } =
        Comparer<ProcessColumn>.Create((left, right) => string.CompareOrdinal(left.Heading, right.Heading));
}
