using System.Collections.Immutable;
using CoreTop.Meters;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tests.Tui;

namespace CoreTop.Tests.Meters;

public sealed class HeaderMetersTests
{
    private static readonly MeterLoad Told = new(
        new MeterSample
        {
            CpuStall = new StallShares(0.25, null),
            MemoryStall = new StallShares(0.1, 0.05),
            IoStall = new StallShares(0, 0),
            MeanHertz = 2.5e9,
            HighestHertz = 5e9,
            HottestCelsius = 61.4,
            Disks = [],
            Networks = [],
        },
        new DeviceRates(2 * 1024 * 1024, 0),
        new DeviceRates(1024, 512 * 1024));

    [Theory]
    [InlineData("cpu", "CPU      25.0/36 69%")]
    [InlineData("memory", "Memory   7.2G/69G")]
    [InlineData("swap", "Swap     0K/9.8G")]
    [InlineData("load", "Load     36.03 34.15 22.04")]
    [InlineData("tasks", "Tasks    37, 36 running, 0 stopped, 0 zombie")]
    [InlineData("uptime", "Up       0:34:00")]
    [InlineData("pressure-cpu", "PSI cpu  25.0%")]
    [InlineData("pressure-memory", "PSI mem  10.0% all 5.0%")]
    [InlineData("pressure-io", "PSI io   0.0% all 0.0%")]
    [InlineData("frequency", "Clock    2.50/5.00 GHz")]
    [InlineData("temperature", "Temp     61 °C")]
    [InlineData("disks", "Disks    2.0M/s read  0K/s written")]
    [InlineData("networks", "Net      1K/s in  512K/s out")]
    [InlineData("host", "Host     ip-10-0-0-7, Linux")]
    public void Each_meter_tells_its_numbers(string name, string expected)
    {
        using var screen = With(AnySnapshot.Founding() with { Meters = Told }, left: name);

        Assert.StartsWith(" " + expected, screen.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Every_meter_has_each_style_it_says_and_fits_its_half_of_the_row()
    {
        foreach (HeaderMeter meter in HeaderMeters.All)
        {
            foreach (MeterStyle style in Enum.GetValues<MeterStyle>().Where(meter.Has))
            {
                string text = new ChosenMeter(meter, style).ToString();
                using var screen = With(AnySnapshot.Founding() with { Meters = Told }, left: text, right: "clock", width: 80, height: 40);

                Assert.StartsWith($" {meter.Label} ", screen.Lines[2], StringComparison.Ordinal);
                Assert.Equal(" Time ", screen.Lines[2].Substring(40, 6));
            }

            Assert.EndsWith(".", meter.Help, StringComparison.Ordinal);
            Assert.Same(meter, HeaderMeters.Find(meter.Name));
        }
    }

    [Theory]
    [InlineData("pressure-cpu:bar")]
    [InlineData("frequency")]
    [InlineData("temperature:graph")]
    [InlineData("disks:graph")]
    [InlineData("networks")]
    public void What_a_kernel_does_not_tell_is_said(string meter)
    {
        var nothing = new MeterLoad(new MeterSample(), Disks: null, Networks: null);
        using var screen = With(AnySnapshot.Founding() with { Meters = nothing }, left: meter);

        Assert.Contains("not reported by this kernel", screen.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void Before_there_is_a_reading_a_meter_waits()
    {
        using var screen = With(AnySnapshot.Founding(), left: "disks");

        Assert.Equal(" Disks    ...", screen.Lines[2]);
    }

    [Fact]
    public void A_bar_is_as_full_as_what_it_measures_and_a_graph_shows_the_refreshes_before()
    {
        using var screen = With(Stalled(0.5), left: "pressure-cpu:bar", right: "pressure-cpu:graph");

        screen.Show(Stalled(0));
        screen.Show(Stalled(1));

        Assert.Matches(@"^ PSI cpu  ▕■+▏ 100.0%", screen.Lines[2]);
        Assert.Matches(@" 100.0% +▄\.▇$", screen.Lines[2]);
    }

    [Fact]
    public void A_meter_without_a_most_is_full_at_the_most_seen()
    {
        var slow = new MeterLoad(Told.Now, new DeviceRates(500_000, 500_000), Networks: null);
        using var screen = With(AnySnapshot.Founding() with { Meters = Told }, left: "disks:bar");

        screen.Show(AnySnapshot.Founding() with { Meters = slow });

        Assert.Matches("▕■+ +▏", screen.Lines[2]);
    }

    [Fact]
    public void What_is_needed_is_what_the_meters_chosen_need()
    {
        Assert.Equal(MeterNeeds.None, new HeaderLayout().Needs);
        Assert.Equal(
            MeterNeeds.Pressure | MeterNeeds.Networks,
            Layout("cpu pressure-io", "networks:graph clock").Needs);
    }

    [Fact]
    public void The_sampler_is_asked_for_it()
    {
        using var screen = With(AnySnapshot.Founding(), left: "temperature");

        SampleRequest request = new CoreTop.Tui.RequestForView().After(SampleRequest.Ordinary, screen.Main);

        Assert.Equal(MeterNeeds.Temperature, request.Meters);
    }

    [Fact]
    public void The_header_grows_by_a_row_for_each_pair_and_the_summary_can_go()
    {
        using var screen = With(AnySnapshot.Founding(), left: "load tasks", right: "uptime");
        Assert.StartsWith(" Tasks 37", screen.Lines[1], StringComparison.Ordinal);
        Assert.StartsWith(" Load", screen.Lines[2], StringComparison.Ordinal);
        Assert.StartsWith(" Tasks ", screen.Lines[3], StringComparison.Ordinal);
        Assert.StartsWith("   0 >", screen.Lines[4], StringComparison.Ordinal);

        screen.Main.Use(screen.Main.Settings with { Header = screen.Main.Header with { HasSummary = false } });
        Assert.StartsWith(" Load", screen.Lines[1], StringComparison.Ordinal);
    }

    [Fact]
    public void On_a_low_screen_rows_that_do_not_fit_are_counted_and_ten_tasks_stay()
    {
        string many = string.Join(' ', Enumerable.Repeat("load", 12));
        using var screen = With(AnySnapshot.Founding(), left: many, width: 80, height: 24);

        Assert.EndsWith("+6 rows", screen.Lines.Last(line => line.StartsWith(" Load", StringComparison.Ordinal)), StringComparison.Ordinal);
        Assert.InRange(screen.Lines.Count(line => line.EndsWith("train.py", StringComparison.Ordinal)), 10, 20);
    }

    [Theory]
    [InlineData(1000ul, 3000ul, 2000.0)]
    [InlineData(3000ul, 1000ul, 0.0)]
    public void Rates_are_growth_over_the_window_and_never_below_zero(ulong before, ulong after, double expected)
    {
        DeviceRates? rates = DeviceRates.Between(
            [new DeviceCounters("a", before, 0)], [new DeviceCounters("a", after, 0), new DeviceCounters("new", 9999, 9999)], TimeSpan.FromSeconds(1));

        Assert.Equal(new DeviceRates(expected, 0), rates);
    }

    [Fact]
    public void Rates_need_two_readings()
    {
        ImmutableArray<DeviceCounters> some = [new("a", 1, 1)];

        Assert.Null(DeviceRates.Between(before: null, some, TimeSpan.FromSeconds(1)));
        Assert.Null(DeviceRates.Between(some, after: null, TimeSpan.FromSeconds(1)));
        Assert.Null(DeviceRates.Between(some, some, TimeSpan.Zero));
    }

    private static Snapshot Stalled(double share) => AnySnapshot.Founding() with
    {
        Meters = new MeterLoad(new MeterSample { CpuStall = new StallShares(share, null) }, Disks: null, Networks: null),
    };

    private static HeaderLayout Layout(string left, string right = "") => new()
    {
        Left = ChosenMeter.ParseList(left)!.Value,
        Right = ChosenMeter.ParseList(right)!.Value,
    };

    private static TestScreen With(Snapshot snapshot, string left, string right = "", int width = 120, int height = 40)
    {
        var screen = new TestScreen(snapshot: null, width, height);
        screen.Main.Use(ScreenSettings.Default with { Header = Layout(left, right) });
        screen.Show(snapshot);
        return screen;
    }
}
