using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Tui.Lines;

public sealed class FindingOnScreenTests
{
    private static readonly Snapshot Machine = AnySnapshot.Founding();
    private static readonly Diagnosis Wrong = AnyDiagnosis.Of(AnyDiagnosis.Founding);

    [Theory]
    [InlineData(80, 24)]
    [InlineData(120, 40)]
    [InlineData(200, 60)]
    public void The_worst_finding_stands_between_cores_and_processes(int width, int height)
    {
        using var screen = new TestScreen(null, width, height);
        screen.Show(Machine, Wrong);

        string[] lines = screen.Lines;
        int line = Array.FindIndex(lines, text => text.StartsWith(" ⚠ ", StringComparison.Ordinal));

        Assert.Contains("11.0 cores lost", lines[line], StringComparison.Ordinal);
        Assert.EndsWith(width == 120 ? "Affinity mask 35.  b x X" : "  b fix  x why  X tasks", lines[line], StringComparison.Ordinal);
        Assert.Contains("PID USER", lines[line + 1], StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_wrong_is_an_empty_line()
    {
        using var screen = new TestScreen(null);
        screen.Show(Machine, Diagnosis.Nothing);

        int heading = Array.FindIndex(screen.Lines, text => text.Contains("PID USER", StringComparison.Ordinal));
        Assert.Equal(string.Empty, screen.Lines[heading - 1]);
    }

    [Fact]
    public void A_message_stands_before_the_finding_for_a_while_and_no_row_jumps()
    {
        using var screen = new TestScreen(null);
        screen.Show(Machine, Wrong);
        string before = screen.Text;

        screen.Press("Z", "Z");
        string[] lines = screen.Lines;
        Assert.Contains(lines, line => line.StartsWith(" Resumed.", StringComparison.Ordinal) && line.EndsWith("⚠ b x X", StringComparison.Ordinal));
        Assert.Equal(before.Split('\n').Length, lines.Length);
        screen.Show(Machine, Wrong);
        screen.Time.Advance(TimeSpan.FromSeconds(5));
        screen.Show(Machine, Wrong);
        Assert.Equal("Resumed.", screen.Message);
        screen.Time.Advance(TimeSpan.FromSeconds(2));
        screen.Show(Machine, Wrong);

        Assert.Equal(before, screen.Text);
    }

    [Fact]
    public void A_message_stays_while_there_is_nothing_else_to_say()
    {
        using var screen = new TestScreen(null);
        screen.Show(Machine, Diagnosis.Nothing);
        screen.Press("Z", "Z");
        screen.Show(Machine, Diagnosis.Nothing);
        screen.Time.Advance(TimeSpan.FromMinutes(1));
        screen.Show(Machine, Diagnosis.Nothing);

        Assert.Equal("Resumed.", screen.Message);
    }

    [Fact]
    public void A_finding_matters_more_than_a_file_that_cannot_be_read()
    {
        using var screen = new TestScreen(null);
        Snapshot poor = Machine with { Problems = [new ReadProblem("/proc/schedstat", "Nothing there.")] };
        screen.Show(poor, Wrong);
        Assert.Contains("cores lost", screen.Text, StringComparison.Ordinal);
        screen.Show(poor, Diagnosis.Nothing);

        Assert.Contains("/proc/schedstat: Nothing there.", screen.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void When_reading_stops_that_is_said_instead_of_what_was_found()
    {
        using var screen = new TestScreen(null);
        screen.Show(Machine, Wrong);
        screen.Main.ShowFailure("Reading the machine stopped.");

        Assert.Contains("Reading the machine stopped.", screen.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("cores lost", screen.Text, StringComparison.Ordinal);
    }
}
