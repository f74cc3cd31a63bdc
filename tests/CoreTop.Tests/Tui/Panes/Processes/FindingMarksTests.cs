using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tests.Tui.Panes.Processes;

public sealed class FindingMarksTests : IDisposable
{
    private readonly TestScreen _screen = new(null);

    public void Dispose() => _screen.Dispose();

    [Fact]
    public void The_tasks_of_the_finding_have_a_sign_and_a_colour_until_it_is_gone()
    {
        Snapshot snapshot = AnySnapshot.Founding();
        _screen.Show(snapshot, AnyDiagnosis.Of(AnyDiagnosis.Founding));
        _screen.Press("N");

        Assert.Equal(Enumerable.Range(3291, 12), Marked());
        Assert.Contains(Theme.Colour[Ink.FindingMark], _screen.LooksOf("!  3292"));
        Assert.DoesNotContain(Theme.Colour[Ink.FindingMark], _screen.LooksOf("   3304"));

        _screen.Show(snapshot, AnyDiagnosis.Of());
        Assert.Empty(Marked());
    }

    [Fact]
    public void Only_the_finding_on_the_screen_counts_and_a_tag_hides_its_sign()
    {
        _screen.Show(AnySnapshot.Founding(), AnyDiagnosis.Of(
            AnyDiagnosis.Finding("Worse.", tasks: [AnyDiagnosis.Task(3304), AnyDiagnosis.Task(3305)]), AnyDiagnosis.Founding));
        _screen.Press("N");
        Assert.Equal([3304, 3305], Marked());

        _screen.Main.Panes.Processes.State.Tags = [_screen.Main.Rows.Find(row => row.Task.Pid == 3304).Key];
        _screen.Main.Panes.Context.Refresh();
        Assert.Equal([3305], Marked());
        Assert.Contains(_screen.Lines, line => line.StartsWith("*  3304", StringComparison.Ordinal));
    }

    [Fact]
    public void Of_a_process_the_threads_of_the_finding_and_its_own_row_are_marked()
    {
        ProcessLoad process = AnySnapshot.Process(
            40, threads: [AnySnapshot.Thread(40, 40), AnySnapshot.Thread(41, 40), AnySnapshot.Thread(42, 40)]);
        _screen.Show(
            AnySnapshot.Of(AnyTopology.Of(4), _ => 0, process),
            AnyDiagnosis.Of(AnyDiagnosis.Finding("It takes turns.", tasks: AnyDiagnosis.Task(42, pid: 40))));
        _screen.Press("N", "H");

        Assert.Equal([40, 42], Marked());
    }

    [Fact]
    public void The_tasks_of_a_note_are_marked_as_its_line_is_and_not_in_red()
    {
        _screen.Show(AnySnapshot.Founding(), AnyDiagnosis.Of(AnyDiagnosis.Finding(
            "It is full.", severity: FindingSeverity.Note, tasks: AnyDiagnosis.Task(3292))));
        _screen.Press("N");

        Assert.Contains(_screen.Lines, line => line.StartsWith("·  3292", StringComparison.Ordinal));
        Assert.Contains(Theme.Colour[Ink.Notice], _screen.LooksOf("·  3292"));
        Assert.Empty(Marked());
    }

    private IEnumerable<int> Marked() => _screen.Lines
        .Where(line => line.StartsWith('!'))
        .Select(line => int.Parse(line.AsSpan(1, 6), System.Globalization.CultureInfo.InvariantCulture));
}
