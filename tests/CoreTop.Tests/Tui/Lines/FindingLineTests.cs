using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Tui.Drawing;
using CoreTop.Tui.Lines;

namespace CoreTop.Tests.Tui.Lines;

public sealed class FindingLineTests
{
    private static readonly Finding Worst = AnyDiagnosis.Founding with { Cause = AnyDiagnosis.OpenMp };
    private static readonly Finding Squeezed = AnyDiagnosis.Founding with
    {
        Sentence = "12 tasks share CPU 35 (8 % each) while 36 others have 97 %: their fair share is 75 %, 8.0 cores more.",
        LostCores = 0,
        ShortCores = 8,
    };

    private static readonly Finding Note = AnyDiagnosis.Finding("python waits for a disk.", "io-bound", FindingSeverity.Note);

    [Fact]
    public void No_finding_is_no_line() => Assert.Null(FindingLine.Of(Diagnosis.Nothing, 120));

    [Fact]
    public void A_wide_screen_has_the_whole_message_and_both_keys() => Assert.Equal(
        " ⚠ 12 tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. "
        + "Affinity mask 35, set by OpenMP (OMP_PROC_BIND=close).  b fix  x explain",
        Text(200, Worst));

    [Theory]
    [InlineData(120, " ⚠ 11.0 cores lost: 12 tasks on CPU 35, 11 CPUs idle. Affinity mask 35, set by OpenMP…  b fix  x explain")]
    [InlineData(100, " ⚠ 12 tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost.  b fix  x explain")]
    [InlineData(80, " ⚠ 11.0 cores lost: 12 tasks on CPU 35, 11 CPUs idle  b fix  x explain")]
    [InlineData(45, " ⚠ 11.0 cores lost: 12 tasks on CPU 35…  b x")]
    public void A_narrower_screen_loses_words_from_the_end_but_not_the_loss_the_CPU_and_the_keys(int width, string line) =>
        Assert.Equal(line, Text(width, Worst));

    [Fact]
    public void A_loss_that_is_not_sure_is_no_surer_in_few_words() => Assert.StartsWith(
        " ⚠ up to 2.0 cores lost: 12 tasks on CPU 35, 11 CPUs idle", Text(80, Worst with { LostCores = 2, Loss = "up to 2.0 cores" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(200, " ⚠ 12 tasks share CPU 35 (8 % each) while 36 others have 97 %: their fair share is 75 %, 8.0 cores more.")]
    [InlineData(80, " ⚠ 8.0 cores short of a fair share: 12 tasks on CPU 35  b fix  x explain")]
    public void On_a_full_machine_it_tells_what_the_tasks_lack(int width, string line) => Assert.StartsWith(line, Text(width, Squeezed), StringComparison.Ordinal);

    [Fact]
    public void One_core_that_the_tasks_lack_is_no_plural() => Assert.StartsWith(
        " ⚠ 1.0 core short of a fair share: 12 tasks on CPU 35", Text(80, Squeezed with { ShortCores = 1 }), StringComparison.Ordinal);

    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(80)]
    public void Further_findings_are_counted(int width) =>
        Assert.Contains(" +2 more  b fix", Text(width, Worst, Note, Note), StringComparison.Ordinal);

    [Fact]
    public void A_note_is_quieter_and_has_nothing_to_fix()
    {
        Assert.Equal(" · python waits for a disk.  x explain", Text(80, Note));
        Assert.NotEqual(FindingLine.Of(AnyDiagnosis.Of(Worst), 80)!.Ink, FindingLine.Of(AnyDiagnosis.Of(Note), 80)!.Ink);
    }

    [Fact]
    public void It_fits_every_width()
    {
        for (int width = 40; width <= 250; width++)
        {
            Assert.InRange(Canvas.Columns(Text(width, Worst, Note)), 1, width);
        }
    }

    private static string Text(int width, params ImmutableArray<Finding> findings)
    {
        FindingLine line = FindingLine.Of(AnyDiagnosis.Of(findings), width)!;
        return $"{line.Sign}{line.Text}{line.More}  {line.Keys}";
    }
}
