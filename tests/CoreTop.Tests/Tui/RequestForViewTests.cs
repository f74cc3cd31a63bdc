using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui;

namespace CoreTop.Tests.Tui;

public sealed class RequestForViewTests : IDisposable
{
    private readonly TestScreen _screen = new(Forty(), height: 24);
    private readonly RequestForView _request = new();

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void What_is_in_view_is_asked_for()
    {
        SampleRequest request = _request.After(SampleRequest.Ordinary, _screen.Main);

        Assert.Equal(InView(), request.Visible.Order());
        Assert.NotEmpty(request.Visible);
        Assert.True(request.Visible.Count < 40);
        Assert.False(request.AllThreads);
    }

    [Fact]
    public void A_request_that_still_holds_is_kept()
    {
        SampleRequest first = _request.After(SampleRequest.Ordinary, _screen.Main);
        _screen.Press("Down");

        Assert.Same(first, _request.After(first, _screen.Main));
    }

    [Fact]
    public void Scrolling_asks_for_others_and_leaves_what_was_handed_over_alone()
    {
        SampleRequest first = _request.After(SampleRequest.Ordinary, _screen.Main);
        int[] before = [.. first.Visible.Order()];

        _screen.Press("End");
        SampleRequest second = _request.After(first, _screen.Main);

        Assert.Equal(InView(), second.Visible.Order());
        Assert.Equal(before, first.Visible.Order());
        Assert.NotEqual(before, second.Visible.Order());
    }

    [Fact]
    public void Tagged_tasks_are_asked_for_out_of_view_too()
    {
        _screen.Press("Home");
        int tagged = _screen.Main.Selected!.Value.Process.Pid;

        _screen.Press("Space", "End");

        Assert.Contains(tagged, _request.After(SampleRequest.Ordinary, _screen.Main).Visible);
        Assert.DoesNotContain(tagged, InView());
    }

    [Fact]
    public void Threads_are_asked_for_while_they_are_shown()
    {
        _screen.Press("H");
        SampleRequest shown = _request.After(SampleRequest.Ordinary, _screen.Main);
        _screen.Press("H");

        Assert.True(shown.AllThreads);
        Assert.False(_request.After(shown, _screen.Main).AllThreads);
    }

    [Fact]
    public void Clock_and_temperature_are_asked_for_of_the_CPU_under_the_cursor_while_the_core_panel_has_it()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        Assert.Empty(_request.After(SampleRequest.Ordinary, screen.Main).SensorsOf);

        screen.Press("Tab", "End");
        SampleRequest request = _request.After(SampleRequest.Ordinary, screen.Main);
        Assert.Equal(CpuSet.Of(35), request.SensorsOf);
        Assert.Same(request, _request.After(request, screen.Main));
        screen.Press("F1");
        Assert.Empty(_request.After(request, screen.Main).SensorsOf);
        screen.Press("Esc", "Tab");
        Assert.Empty(_request.After(request, screen.Main).SensorsOf);
    }

    [Fact]
    public void They_are_asked_for_of_all_CPUs_where_bars_have_room_for_them_and_stand_behind_the_bars()
    {
        Snapshot small = AnySnapshot.Of(AnyTopology.Of(4), _ => 0.5, AnySnapshot.Process(7));
        using var screen = new TestScreen(small, width: 120);

        Assert.Equal(CpuSet.Range(0, 3), _request.After(SampleRequest.Ordinary, screen.Main).SensorsOf);
        Assert.DoesNotContain("GHz", screen.Text, StringComparison.Ordinal);
        screen.Show(small with
        {
            Meters = new MeterLoad(
                new MeterSample { Cpus = [.. small.Cpus.Select(cpu => new CpuSensors(cpu.Cpu, 2.5e9, cpu.Cpu.Number + 40))] },
                Disks: null, Networks: null),
        });

        Assert.Contains("·  50 2.50GHz  40°C", screen.Text, StringComparison.Ordinal);
        Assert.Contains("·  50 2.50GHz  43°C", screen.Text, StringComparison.Ordinal);
        screen.Press("3");
        Assert.Empty(_request.After(SampleRequest.Ordinary, screen.Main).SensorsOf);
    }

    [Fact]
    public void Files_are_asked_for_that_shown_columns_need_and_of_all_those_of_the_column_that_sorts()
    {
        Assert.Equal((ExtraFiles.None, ExtraFiles.None), Files(_request.After(SampleRequest.Ordinary, _screen.Main)));

        _screen.Main.SortBy(ProcessColumns.Find("OOM")!);

        Assert.Equal((ExtraFiles.None, ExtraFiles.Oom), Files(_request.After(SampleRequest.Ordinary, _screen.Main)));

        _screen.Main.SortBy(ProcessColumns.Pid);
        ScreenSettings settings = _screen.Main.Settings;
        _screen.Main.Use(settings with
        {
            List = settings.List with { Columns = [ProcessColumns.Pid, ProcessColumns.Find("IO/s")!, ProcessColumns.Find("WCHAN")!] },
        });

        Assert.Equal(
            (ExtraFiles.Io | ExtraFiles.WaitChannel, ExtraFiles.None), Files(_request.After(SampleRequest.Ordinary, _screen.Main)));
    }

    [Fact]
    public void What_a_filter_looks_at_is_read_of_every_process_while_it_is_there()
    {
        ScreenSettings settings = _screen.Main.Settings;
        Assert.True(RowFilter.TryParse("oom>5 and READ/s>1M", out RowFilter? filter, out _));
        _screen.Main.Use(settings with { List = settings.List with { Filter = filter } });

        SampleRequest request = _request.After(SampleRequest.Ordinary, _screen.Main);
        Assert.Equal((ExtraFiles.None, ExtraFiles.Oom | ExtraFiles.Io), Files(request));

        _screen.Main.Use(settings with { List = settings.List with { Filter = RowFilter.None } });
        Assert.Equal((ExtraFiles.None, ExtraFiles.None), Files(_request.After(request, _screen.Main)));
    }

    private static (ExtraFiles Shown, ExtraFiles OfAll) Files(SampleRequest request) => (request.Extras, request.ExtrasOfAll);

    private static Snapshot Forty() => Any.Snapshot([.. Enumerable.Range(1, 40).Select(pid => Any.Process(pid))]);

    private IEnumerable<int> InView()
    {
        ShownScreen screen = _screen.Main;
        return screen.Rows.Skip(screen.Cursor.Top).Take(screen.ListHeight).Select(row => row.Process.Pid).Order();
    }
}
