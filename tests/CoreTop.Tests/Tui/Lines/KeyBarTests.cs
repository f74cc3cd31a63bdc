using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tests.Actions;

namespace CoreTop.Tests.Tui.Lines;

/// <summary>The key bar has what the moment needs, however narrow it is.</summary>
public sealed class KeyBarTests : IDisposable
{
    private static readonly Snapshot Machine = AnySnapshot.Founding();

    private readonly TestScreen _screen = new(null, 80, 24);

    public KeyBarTests() => _screen.Show(Machine, Diagnosis.Nothing);

    public void Dispose() => _screen.Dispose();

    private string Bar => _screen.Lines[^1];

    [Fact]
    public void At_80_columns_it_offers_what_is_done_to_a_task_and_where_to_go() => Assert.Equal(
        " F1Help i Idle a Affinity r Release Enter Details Tab Cores Space Tag F10Quit", Bar);

    [Fact]
    public void With_a_finding_what_fixes_and_explains_it_and_shows_its_tasks_stands_first()
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));

        Assert.Equal(" b Fix x Why X Tasks F1Help r Release Enter Details Tab Cores Space Tag F10Quit", Bar);
    }

    [Fact]
    public void A_note_is_explained_and_not_fixed()
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Finding("One waits.", "io-bound", FindingSeverity.Note)));

        Assert.StartsWith(" x Why F1Help ", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("b Fix", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void With_tagged_rows_what_is_done_to_them_stands_first()
    {
        _screen.Press("Space");
        Assert.StartsWith(" i Idle a Affinity r Release U Untag F9Kill F1Help ", Bar, StringComparison.Ordinal);

        _screen.Press("U");
        Assert.DoesNotContain("Untag", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void In_a_filter_the_way_out_stands_first()
    {
        _screen.Press("F4");
        _screen.Type("cpu=35");
        _screen.Press("Enter");
        Assert.StartsWith(" F4Filter Esc Widen F1Help ", Bar, StringComparison.Ordinal);

        _screen.Press("Esc");
        Assert.DoesNotContain("Esc Widen", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void While_the_list_is_narrowed_to_a_finding_there_is_the_next_one_and_the_way_out()
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));
        _screen.Press("X");

        Assert.Equal(" b Fix x Why X Tasks Esc Widen F1Help r Release Tab Cores Space Tag F10Quit", Bar);
    }

    [Fact]
    public void In_the_tree_branches_are_folded()
    {
        _screen.Press("F5");

        Assert.StartsWith(" + Fold F1Help ", Bar, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("g")]
    [InlineData("F5")]
    [InlineData("X")]
    [InlineData("g", "X")]
    [InlineData("Space")]
    [InlineData("Space", "g", "X")]
    public void At_80_columns_the_way_to_the_cores_tagging_help_and_the_end_are_never_missing(params string[] keys)
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));

        _screen.Press(keys);

        Assert.EndsWith(" Tab Cores Space Tag F10Quit", Bar, StringComparison.Ordinal);
        Assert.Contains(" F1Help ", Bar, StringComparison.Ordinal);
        Assert.Contains(" b Fix ", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_there_is_no_finding_its_keys_are_not_offered()
    {
        _screen.Resize(300, 24);
        Assert.DoesNotContain("Fix", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("Why", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("X Tasks", Bar, StringComparison.Ordinal);

        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));
        Assert.Contains("b Fix x Why X Tasks", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void The_tasks_of_findings_that_name_none_are_not_offered()
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding with { Tasks = [] }));

        Assert.StartsWith(" b Fix x Why F1Help ", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void Undo_is_offered_once_there_is_something_to_take_back()
    {
        using var machine = new FakeMachine(cpus: 8);
        machine.Start(10, affinity: CpuSet.Of(0));
        using var screen = new TestScreen(
            AnySnapshot.Of(AnyTopology.Of(8), _ => 0, AnySnapshot.Process(10, affinity: CpuSet.Of(0), limit: CpuSet.Range(0, 7))), 200, 60,
            editor: machine.Editor());
        Assert.DoesNotContain("Undo", screen.Lines[^1], StringComparison.Ordinal);

        screen.Press("N", "Home", "r");
        Assert.Contains(" z Undo ", screen.Lines[^1], StringComparison.Ordinal);

        screen.Press("z");
        Assert.DoesNotContain("Undo", screen.Lines[^1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x")]
    [InlineData("X")]
    [InlineData("b")]
    public void That_nothing_is_wrong_is_not_said_any_longer_than_nothing_is(string key)
    {
        _screen.Press(key);
        Assert.NotEmpty(_screen.Message);

        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));

        Assert.Empty(_screen.Message);
    }

    [Fact]
    public void In_the_core_panel_its_own_keys_stay_beside_those_of_a_finding()
    {
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));
        _screen.Press("Tab");

        Assert.Equal(" b Fix x Why X Tasks F1Help Space Pick Enter Only this p Pin Tab Back F10Quit", Bar);
    }

    [Theory]
    [InlineData(40)]
    [InlineData(80)]
    [InlineData(120)]
    [InlineData(300)]
    public void It_fits_and_no_label_is_cut(int width)
    {
        _screen.Resize(width, 24);
        _screen.Show(Machine, AnyDiagnosis.Of(AnyDiagnosis.Founding));
        _screen.Press("Space", "F5");

        Assert.InRange(Bar.Length, 1, width);
        Assert.StartsWith(width < 80 ? " b Fix i Idle a Affinity r Release" : width == 80 ? " b Fix x Why i Idle a Affinity r Release" : " b Fix x Why X Tasks i Idle", Bar, StringComparison.Ordinal);
    }

    [Fact]
    public void A_wide_bar_has_every_label_that_is_not_for_another_moment()
    {
        _screen.Resize(300, 24);

        Assert.Contains(" F9Kill F10Quit", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("Untag", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("Fold", Bar, StringComparison.Ordinal);
        Assert.DoesNotContain("Widen", Bar, StringComparison.Ordinal);
    }
}
