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
        Sentence = "12 python tasks share CPU 35 (8 % each) while 36 others have 97 %: their fair share is 75 %, 8.0 cores more.",
        LostCores = 0,
        ShortCores = 8,
        IdleCpus = AnyDiagnosis.Cpus(""),
    };

    private static readonly Finding Note = AnyDiagnosis.Finding("python waits for a disk.", "io-bound", FindingSeverity.Note);

    [Fact]
    public void No_finding_is_no_line() => Assert.Null(FindingLine.Of(null, 0, place: null, 120));

    [Fact]
    public void A_wide_screen_has_the_whole_message_and_all_keys() => Assert.Equal(
        " ⚠ 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. "
        + "Affinity mask 35, set by OpenMP (OMP_PROC_BIND=close).  b fix  x why  X tasks",
        Text(200, Worst));

    [Theory]
    [InlineData(160, " ⚠ 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. Affinity mask 35, set by OpenMP (OMP_PROC_BIND=close).  b x X")]
    [InlineData(140, " ⚠ 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost. Set by OpenMP (OMP_PROC_BIND=close).  b x X")]
    [InlineData(120, " ⚠ python ×12 on CPU 35: 11.0 cores lost, 11 CPUs idle; set by OpenMP (OMP_PROC_BIND=close)  b fix  x why  X tasks")]
    [InlineData(100, " ⚠ python ×12 on CPU 35: 11.0 cores lost, 11 CPUs idle; set by OpenMP (OMP_PROC_BIND=close)  b x X")]
    [InlineData(80, " ⚠ python ×12 on CPU 35: 11.0 cores lost, 11 CPUs idle; set by OpenMP  b x X")]
    [InlineData(65, " ⚠ python ×12 on CPU 35: 11.0 cores lost; set by OpenMP  b x X")]
    [InlineData(60, " ⚠ python ×12 on CPU 35: 11.0 cores lost; by OpenMP  b x X")]
    [InlineData(45, " ⚠ python ×12, CPU 35; by OpenMP  b x X")]
    public void A_narrower_screen_loses_words_but_neither_the_program_nor_the_count_the_CPU_who_set_it_and_the_keys(int width, string line) =>
        Assert.Equal(line, Text(width, Worst));

    [Fact]
    public void At_every_width_from_45_it_says_program_count_CPU_and_who_and_no_wider_line_says_less()
    {
        string[] facts = ["python", "12", "35", "OpenMP", "11.0 cores", "11 CPUs idle", "OMP_PROC_BIND=close", "8 % each"];
        int known = 4;
        for (int width = 45; width <= 200; width++)
        {
            string text = Text(width, Worst);
            int said = facts.Count(fact => text.Contains(fact, StringComparison.Ordinal));
            Assert.All(facts[..4], fact => Assert.Contains(fact, text, StringComparison.Ordinal));
            Assert.True(said >= known, $"{width} cells say less than {width - 1}: {text}");
            known = said;
        }
    }

    [Fact]
    public void A_loss_that_is_not_sure_is_no_surer_in_few_words() => Assert.StartsWith(
        " ⚠ python ×12 on CPU 35: up to 2.0 cores lost; set by OpenMP",
        Text(80, Worst with { LostCores = 2, Loss = "up to 2.0 cores" }), StringComparison.Ordinal);

    [Theory]
    [InlineData(200, " ⚠ 12 python tasks share CPU 35 (8 % each) while 36 others have 97 %: their fair share is 75 %, 8.0 cores more.")]
    [InlineData(80, " ⚠ python ×12 on CPU 35: 8.0 cores short of a fair share  b")]
    public void On_a_full_machine_it_says_what_the_tasks_lack(int width, string line) => Assert.StartsWith(line, Text(width, Squeezed), StringComparison.Ordinal);

    [Fact]
    public void One_core_that_the_tasks_lack_is_no_plural() => Assert.StartsWith(
        " ⚠ python ×12 on CPU 35: 1.0 core short of a fair share", Text(80, Squeezed with { ShortCores = 1 }), StringComparison.Ordinal);

    [Theory]
    [InlineData("set by hand or by itself", "; set by hand or by itself  b x X")]
    [InlineData("likely set by joblib or what started it, one worker a CPU", "; likely set by joblib  b x X")]
    [InlineData("inherited from bash 4711, likely started under taskset", "; inherited from bash 4711  b x X")]
    [InlineData("set by the cpuset /kubepods/burstable/pod1234/container5678", "; by the cpuset …/container5678  b x X")]
    [InlineData("which are isolated", "; on CPUs which are isolated  b x X")]
    [InlineData("set by Slurm: the job has no more CPUs", "; set by Slurm  b x X")]
    public void Who_set_the_mask_is_said_in_few_words(string phrase, string end) => Assert.EndsWith(
        end, Text(80, Worst with { Cause = AnyDiagnosis.OpenMp with { Phrase = phrase } }), StringComparison.Ordinal);

    [Theory]
    [InlineData("0,2,4,6,8,10,12,14,16,18", "10 CPUs from 0")]
    [InlineData("0-3", "CPUs 0-3")]
    public void A_long_list_of_CPUs_is_counted(string cpus, string words) => Assert.Contains(
        $"python ×12 on {words}: 11.0 cores lost", Text(80, Worst with { Cpus = AnyDiagnosis.Cpus(cpus) }), StringComparison.Ordinal);

    [Fact]
    public void Tasks_of_several_programs_are_named_by_the_most_frequent()
    {
        ImmutableArray<FindingTask> tasks =
        [
            .. Worst.Tasks.Take(7), .. Worst.Tasks.Skip(7).Take(3).Select(task => task with { Program = "ruby" }),
            .. Worst.Tasks.Skip(10).Select((task, index) => task with { Program = $"sh{index}" }),
        ];

        Assert.Contains("python and 3 others ×12 on CPU 35", Text(80, Worst with { Tasks = tasks }), StringComparison.Ordinal);
        Assert.Contains("python, ruby ×10 on CPU 35", Text(80, Worst with { Tasks = tasks[..10] }), StringComparison.Ordinal);
        Assert.Contains("python (3291) on CPU 35", Text(80, Worst with { Tasks = tasks[..1] }), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(200)]
    [InlineData(100)]
    [InlineData(80)]
    public void Further_findings_are_counted(int width) =>
        Assert.Contains(" +2 more  b", Text(width, Worst, Note, Note), StringComparison.Ordinal);

    [Fact]
    public void While_the_list_is_narrowed_to_a_finding_its_place_is_said() => Assert.Equal(
        " · python waits for a disk. 2/3  x why", Text(FindingLine.Of(Note, 3, "2/3", 80)!));

    [Fact]
    public void A_note_is_quieter_and_has_nothing_to_fix()
    {
        Assert.Equal(" · python waits for a disk.  x why", Text(80, Note));
        Assert.NotEqual(FindingLine.Of(Worst, 1, null, 80)!.Ink, FindingLine.Of(Note, 1, null, 80)!.Ink);
    }

    [Fact]
    public void It_fits_every_width()
    {
        foreach (Finding finding in new[] { Worst, Worst with { Cause = null }, Squeezed, Note, Worst with { Remark = "That is so." } })
        {
            for (int width = 40; width <= 250; width++)
            {
                Assert.InRange(Canvas.Columns(Text(width, finding, Note)), 1, width);
            }
        }
    }

    private static string Text(int width, params ImmutableArray<Finding> findings) =>
        Text(FindingLine.Of(findings[0], findings.Length, place: null, width)!);

    private static string Text(FindingLine line) => $"{line.Sign}{line.Text}{line.More}  {line.Keys}";
}
