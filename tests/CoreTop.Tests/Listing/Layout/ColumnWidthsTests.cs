using System.Collections.Immutable;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Layout;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Listing.Layout;

public sealed class ColumnWidthsTests
{
    private const int Heading = 10;

    private readonly ColumnWidths _widths = new();
    private readonly List<ProcessRow> _rows = [];
    private DateTimeOffset _time = new(2026, 1, 2, 1, 52, 47, TimeSpan.Zero);

    [Fact]
    public void The_affinity_is_as_wide_as_the_rows_in_view_need_and_at_least_as_its_heading()
    {
        Assert.Equal(Heading, After(0, "0-63"));
        Assert.Equal("0-3,8-11,16-19 n".Length + 2, After(1, "0-63", "0-3,8-11,16-19"));
    }

    [Fact]
    public void A_row_out_of_view_makes_no_column_wider()
    {
        Show("0", "0-3,8-11,16-19");
        _widths.Fit(ProcessColumns.Default, _rows, ..1, Snapshot);

        Assert.Equal(Heading, _widths.Of(ProcessColumns.Affinity));
    }

    [Fact]
    public void It_grows_at_once_and_becomes_narrower_when_nothing_has_needed_it_for_half_a_minute()
    {
        int wide = After(0, "0-3,8-11,16-19"), middle = "0-3,8-11 n".Length + 2;

        Assert.Equal(wide, After(29, "0-3,8-11"));
        Assert.Equal(middle, After(1, "5"));
        Assert.Equal(wide, After(1, "0-3,8-11,16-19"));

        // Whoever needs it now and then keeps it.
        for (int i = 0; i < 5; i++)
        {
            Assert.Equal(wide, After(20, "5"));
            Assert.Equal(wide, After(5, "0-3,8-11,16-19"));
        }

        Assert.Equal(Heading, After(31, "5"));
    }

    [Theory]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(200)]
    public void No_column_goes_because_contents_are_long_and_the_command_keeps_its_least(int width)
    {
        ImmutableArray<ProcessColumn> before = [.. ColumnLayout.Place(width, ProcessColumns.Default, widths: _widths).Select(placed => placed.Column)];
        After(0, string.Join(',', Enumerable.Range(0, 30).Select(cpu => 2 * cpu)));

        ImmutableArray<PlacedColumn> after = ColumnLayout.Place(width, ProcessColumns.Default, widths: _widths);

        Assert.Equal(before, after.Select(placed => placed.Column));
        Assert.Equal(width, after[^1].Start + after[^1].Width);
        Assert.InRange(after[^1].Width, 16, width);
        Assert.InRange(after[^2].Width, Heading + (width > 80 ? 4 : 2), 48);
    }

    private Snapshot Snapshot => AnySnapshot.Of(AnyTopology.Of(64), _ => 0) with { Time = _time };

    private int After(int seconds, params string[] affinities)
    {
        _time += TimeSpan.FromSeconds(seconds);
        Show(affinities);
        _widths.Fit(ProcessColumns.Default, _rows, ..affinities.Length, Snapshot);
        return _widths.Of(ProcessColumns.Affinity);
    }

    private void Show(params string[] affinities)
    {
        _rows.Clear();
        _rows.AddRange(affinities.Select(list => new ProcessRow(
            AnySnapshot.Process(7, affinity: AnyDiagnosis.Cpus(list), limit: CpuSet.Range(0, 63)), Thread: null, Depth: 0)));
    }
}
