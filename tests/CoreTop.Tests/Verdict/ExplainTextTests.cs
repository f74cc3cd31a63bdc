using CoreTop.Analysis.Blaming;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Tui.Drawing;
using CoreTop.Verdict;

namespace CoreTop.Tests.Verdict;

public sealed class ExplainTextTests
{
    private static readonly Finding Worst = AnyDiagnosis.Founding with { Cause = AnyDiagnosis.OpenMp };

    [Fact]
    public void A_finding_is_told_with_evidence_cause_commands_and_what_lasts()
    {
        string text = Text(100, Worst);

        Assert.Equal(
            """
            pile-up: 12 python tasks take turns on CPU 35 (8 % each) while 11 CPUs idle: 11.0 cores lost.
            Affinity mask 35, set by OpenMP (OMP_PROC_BIND=close).
             Cause
               OMP_PROC_BIND=close is in the environment of python 3290, the parent of all twelve.
               It begins with process 3290, which has ended: whatever that starts inherits it.
             What helps now
               Give the tasks all CPUs that their cpuset allows.
                  taskset -apc 0-35 3291
             For good
               Start it with OMP_PROC_BIND=false.
             Seen
               11.0 cores are lost to affinity: other masks get them back.
               Idle meanwhile, and allowed: CPUs 1,5,8,11,13-14,21,25,27,30,34.
             12 tasks
                   TASK     RUN    WAIT  AFFINITY    LIMIT       COMMAND
                    ×12     8 %    92 %  35          0-35        python
                        3291-3302
            """,
            text);
    }

    [Theory]
    [InlineData(null, "coretop rebalance --apply")]
    [InlineData("0-3", "coretop rebalance --within 0-3 --apply")]
    [InlineData("2 of node0", "coretop rebalance --within '2 of node0' --apply")]
    [InlineData(OwnCpus.Name, "coretop rebalance --within 0-1 --apply")]
    public void A_command_looks_at_no_more_than_what_was_judged(string? bounds, string command)
    {
        var fix = new Fix("Let them use other CPUs too.", () => ["coretop release 1", "coretop release 2"], null);
        Snapshot snapshot = AnySnapshot.Founding().Within(bounds is null ? null : new CpuBounds(CpuSet.Range(0, 1), bounds, "the test"));

        var lines = ExplainText.Lines(AnyDiagnosis.Of(Worst with { Fix = fix }), snapshot, 100);

        Assert.Equal($"      {command}", Assert.Single(lines, line => line.Part == ExplainPart.Command).Text);
    }

    [Fact]
    public void Findings_follow_one_another()
    {
        string text = Text(100, Worst, AnyDiagnosis.Finding("python waits for a disk.", "io-bound", FindingSeverity.Note));

        Assert.Contains("\n\nio-bound: python waits for a disk.\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(CauseConfidence.High, " Cause\n")]
    [InlineData(CauseConfidence.Medium, " Likely cause\n")]
    [InlineData(CauseConfidence.None, " Cause not known\n")]
    public void How_sure_a_cause_is_is_said(CauseConfidence confidence, string heading) => Assert.Contains(
        heading, Text(100, Worst with { Cause = AnyDiagnosis.OpenMp with { Confidence = confidence } }), StringComparison.Ordinal);

    [Fact]
    public void Lines_to_paste_stand_whole_below_what_helps_for_good() => Assert.Contains(
        "\n For good\n   Start it with OMP_PROC_BIND=false.\n      [Service]\n      CPUAffinity=\n",
        Text(40, Worst with { Cause = AnyDiagnosis.OpenMp with { Lines = ["[Service]", "CPUAffinity="] } }),
        StringComparison.Ordinal);

    [Fact]
    public void A_thread_names_its_process() => Assert.Contains(
        "python, a thread of 42",
        Text(100, AnyDiagnosis.Finding("One waits.", tasks: AnyDiagnosis.Task(43, pid: 42))),
        StringComparison.Ordinal);

    [Fact]
    public void What_the_kernel_does_not_tell_is_not_made_up() => Assert.Contains(
        "      43   100 %       ?  ?           ?           python",
        Text(100, AnyDiagnosis.Finding("One waits.", tasks: AnyDiagnosis.Task(43) with { Wait = null, Affinity = null, Limit = null })),
        StringComparison.Ordinal);

    [Fact]
    public void Sentences_fit_the_width_and_commands_stay_whole()
    {
        foreach (ExplainLine line in ExplainText.Lines(AnyDiagnosis.Of(Worst), Any.Snapshot(), 60))
        {
            Assert.True(line.Part is ExplainPart.Command or ExplainPart.Table || Canvas.Columns(line.Text) <= 60, line.Text);
        }
    }

    [Fact]
    public void A_BPF_scheduler_is_named_behind_the_findings()
    {
        var lines = ExplainText.Lines(AnyDiagnosis.Of(Worst), Any.Snapshot() with { BpfScheduler = "scx_rusty" }, 200);

        Assert.Equal(
            "A BPF program is the scheduler here (sched_ext: scx_rusty): it decides where tasks run within their affinities.",
            lines[^1].Text);
    }

    [Fact]
    public void Nothing_wrong_is_no_line() => Assert.Empty(ExplainText.Lines(Diagnosis.Nothing, Any.Snapshot(), 80));

    private static string Text(int width, params Finding[] findings) => string.Join(
        '\n', ExplainText.Lines(AnyDiagnosis.Of([.. findings]), Any.Snapshot(), width, mostTasks: 2).Select(line => line.Text));
}
