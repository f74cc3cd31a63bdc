using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Listing.Fields;

namespace CoreTop.Tests.Listing.Filters;

public sealed class ColumnFilterTests
{
    private static readonly ProcessLoad Full = ColumnTextTests.Full with { Run = 0.6, Wait = 0.2, Affinity = CpuSet.Of(1, 2) };
    private static readonly Snapshot Snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, Full);

    [Theory]
    [InlineData("CPU%>50", true)]
    [InlineData("cpu%>70%", false)]
    [InlineData("run>50", false)]
    [InlineData("WAIT% = 20", true)]
    [InlineData("ncpu>10%", true)]
    [InlineData("TIME+>60", true)]
    [InlineData("time>1.5m", false)]
    [InlineData("cpuSeconds=75", true)]
    [InlineData("elapsed<1h", true)]
    [InlineData("elapsedSeconds>1d", false)]
    [InlineData("READ/s>=1M", true)]
    [InlineData("readBytesPerSecond>1M", false)]
    [InlineData("minflt/s>2", true)]
    [InlineData("minorFaults=1500", true)]
    [InlineData("OOMADJ=-1000", true)]
    [InlineData("exe=python", true)]
    [InlineData("executable~^/bin", false)]
    [InlineData("group=user", false)]
    [InlineData("group=USERS", true)]
    [InlineData("tty~^pts", true)]
    [InlineData("policy=other", true)]
    [InlineData("pol!=OTHER", false)]
    [InlineData("affinity=1-2", true)]
    [InlineData("affinity!=all", true)]
    [InlineData("affinity=all", false)]
    [InlineData("s=SR", true)]
    [InlineData("start>2100-01-01", false)]
    [InlineData("startTime<2100-01-01T10:00", true)]
    [InlineData("START<2100-01-01T10:00:00Z", true)]
    [InlineData("not (oom<600 or PSS<1M)", true)]
    public void A_column_is_compared_as_what_it_is(string text, bool isLet)
    {
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error), error?.Line);
        Assert.True(RowFilter.TryParse(filter.Printed, out RowFilter? again, out error), error?.Line);

        Assert.Equal(isLet, filter.Lets(new ProcessRow(Full, null, 0), Snapshot));
        Assert.Equal(isLet, again.Lets(new ProcessRow(Full, null, 0), Snapshot));
    }

    [Theory]
    [InlineData("minorFaults>x", "minorFaults takes a whole number.")]
    [InlineData("CPU%>x", "CPU% takes percent such as 50 or 50%.")]
    [InlineData("elapsed<5y", "ELAPSED takes seconds such as 90, or with m, h or d as in 1.5h.")]
    [InlineData("start>noon", "START takes a time such as 08:15, 2026-11-28 or 2026-11-28T08:15.")]
    [InlineData("affinity=x", "AFFINITY takes CPUs such as 0-3,8, or all.")]
    [InlineData("exe>5", "EXE takes = != ~ !~, such as EXE=docker.")]
    public void A_value_that_will_not_do_is_a_sentence(string text, string sentence)
    {
        Assert.False(RowFilter.TryParse(text, out _, out FilterError? error));
        Assert.Equal(sentence, error.Sentence);
    }

    [Fact]
    public void A_time_of_day_is_of_the_day_of_the_reading()
    {
        Snapshot snapshot = Snapshot with { Time = new DateTimeOffset(2026, 11, 28, 12, 0, 0, TimeSpan.FromHours(2)), Uptime = TimeSpan.FromHours(5) };
        var row = new ProcessRow(Full with { StartedAt = TimeSpan.FromHours(1) }, null, 0);

        Assert.Equal("08:00:00", Text(row, snapshot));
        Assert.True(Parse("start>07:59").Lets(row, snapshot));
        Assert.False(Parse("start>08:01").Lets(row, snapshot));
        Assert.False(Parse("start>2026-11-28T06:01:00Z").Lets(row, snapshot));
    }

    [Theory]
    [InlineData("cpu=1", ExtraFiles.None)]
    [InlineData("oom>1 and READ/s>1M", ExtraFiles.Oom | ExtraFiles.Io)]
    [InlineData("not (PSS>1G or x)", ExtraFiles.MemoryMap)]
    public void A_filter_has_read_what_its_fields_need_and_no_more(string text, ExtraFiles needs) => Assert.Equal(needs, Parse(text).Needs);

    private static RowFilter Parse(string text)
    {
        Assert.True(RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error), error?.Line);
        return filter;
    }

    private static string Text(in ProcessRow row, Snapshot snapshot)
    {
        Span<char> room = stackalloc char[20];
        return new string(room[..ProcessColumns.Find("START")!.Text(row, snapshot, room)]);
    }
}
