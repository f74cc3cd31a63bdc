using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tests.Tui;

namespace CoreTop.Tests.Meters;

public sealed class UsualMetersTests
{
    private static readonly MeterSample Pressed = new()
    {
        CpuStall = new StallShares(0.123, null),
        MemoryStall = new StallShares(0, 0),
        IoStall = new StallShares(0.012, 0),
    };

    [Fact]
    public void A_wide_screen_shows_the_history_of_busy_cores_and_the_pressure()
    {
        using var screen = new TestScreen(With(Pressed));
        screen.Show(With(Pressed));

        Assert.StartsWith(" CPU ", screen.Lines[2], StringComparison.Ordinal);
        Assert.Contains(" CPU      25.0/36 69%   ▅  ", screen.Lines[2], StringComparison.Ordinal);
        Assert.EndsWith("Pressure cpu 12.3%  memory 0.0%  io 1.2%", screen.Lines[2], StringComparison.Ordinal);
        Assert.Equal(MeterNeeds.Pressure, Needs(screen));
    }

    [Theory]
    [InlineData(80, 24)]
    [InlineData(119, 60)]
    [InlineData(120, 29)]
    public void A_smaller_one_has_none_and_reads_no_pressure(int width, int height)
    {
        using var screen = new TestScreen(AnySnapshot.Founding(), width, height);

        Assert.StartsWith("   0 >", screen.Lines[2], StringComparison.Ordinal);
        Assert.Equal(MeterNeeds.None, Needs(screen));

        screen.Resize(120, 40);
        Assert.StartsWith(" CPU ", screen.Lines[2], StringComparison.Ordinal);
        Assert.Equal(MeterNeeds.Pressure, Needs(screen));
    }

    [Fact]
    public void Whoever_chose_meters_has_those_at_any_width_and_none_is_a_choice_too()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        screen.Main.Use(SettingsText.Parse("meters-left = load\nmeters-right =\n").Settings);
        Assert.StartsWith(" Load ", screen.Lines[2], StringComparison.Ordinal);

        screen.Main.Use(SettingsText.Parse("meters-left =\n").Settings);
        Assert.StartsWith("   0 >", screen.Lines[2], StringComparison.Ordinal);

        screen.Main.Use(SettingsText.Parse("meters-left = auto\nmeters-right = auto\n").Settings);
        Assert.StartsWith(" CPU ", screen.Lines[2], StringComparison.Ordinal);
    }

    [Fact]
    public void They_are_not_written_until_they_are_changed()
    {
        using var screen = new TestScreen(AnySnapshot.Founding());
        Assert.Equal(string.Empty, SettingsText.Parse(string.Empty).With(screen.Main.Settings with { Confirm = ScreenSettings.Default.Confirm }));

        // Setup begins with what is shown.
        screen.Press("F2", "Right", "F9", "Esc");
        string text = SettingsText.Parse(string.Empty).With(screen.Main.Settings with { Confirm = ScreenSettings.Default.Confirm });
        Assert.EndsWith("meters-left =\nmeters-right = pressure\n", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_the_kernel_reports_no_pressure_the_history_has_the_whole_row_for_good()
    {
        using var screen = new TestScreen(With(new MeterSample()));
        Assert.DoesNotContain("Pressure", screen.Text, StringComparison.Ordinal);
        Assert.Equal(MeterNeeds.None, Needs(screen));

        for (int i = 0; i < 70; i++)
        {
            screen.Show(AnySnapshot.Founding());
        }

        Assert.Equal($" CPU      25.0/36 69%   {new string('▅', 60)}", screen.Lines[2]);
    }

    private static Snapshot With(MeterSample meters) => AnySnapshot.Founding() with { Meters = new MeterLoad(meters, Disks: null, Networks: null) };

    private static MeterNeeds Needs(TestScreen screen) =>
        new CoreTop.Tui.RequestForView().After(SampleRequest.Ordinary, screen.Main).Meters;
}
