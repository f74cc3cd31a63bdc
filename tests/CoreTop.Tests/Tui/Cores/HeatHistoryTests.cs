using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Cores;

namespace CoreTop.Tests.Tui.Cores;

public sealed class HeatHistoryTests
{
    private readonly HeatHistory _history = new();

    [Fact]
    public void A_refresh_is_a_cell_of_each_CPU()
    {
        _history.Add(Machine(cpu => cpu.Number * 0.25), Diagnosis.Nothing);

        Assert.Equal([0, 25, 50, 75], Enumerable.Range(0, 4).Select(cpu => _history.Find(0, CpuSet.Of(cpu)).Percent));
        Assert.Equal(1, _history.Count);
    }

    [Fact]
    public void Some_CPUs_together_are_as_hot_as_the_hottest_and_a_crowded_one_is_hotter_than_a_busy_one()
    {
        _history.Add(Machine(cpu => cpu.Number == 1 ? 0.9 : 1), Crowd(1));

        HeatCell cell = _history.Find(0, CpuSet.Range(0, 3));
        Assert.Equal((true, 90), (cell.IsCrowded, cell.Percent));
        Assert.False(_history.Find(0, CpuSet.Of(0, 2)).IsCrowded);
    }

    [Fact]
    public void An_offline_CPU_and_one_of_which_nothing_is_known_are_told_apart()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(3, offline: CpuSet.Of(1)), _ => 0.5);
        _history.Add(
            snapshot with { Cpus = snapshot.Cpus.SetItem(2, snapshot.Cpus[2] with { User = 0, Idle = 0 }) }, Diagnosis.Nothing);

        Assert.Equal(HeatCell.Offline, _history.Find(0, CpuSet.Of(1)));
        Assert.Equal(HeatCell.Unknown, _history.Find(0, CpuSet.Of(2)));
        Assert.Equal(50, _history.Find(0, CpuSet.Range(0, 2)).Percent);
    }

    [Fact]
    public void The_first_reading_has_no_rates_and_is_left_out()
    {
        _history.Add(Machine(_ => 1) with { Interval = TimeSpan.Zero }, Diagnosis.Nothing);

        Assert.Equal(0, _history.Count);
    }

    [Fact]
    public void A_quarter_of_an_hour_is_kept_at_a_refresh_a_second()
    {
        for (int i = 0; i <= HeatHistory.Length; i++)
        {
            int refresh = i;
            _history.Add(Machine(_ => refresh == HeatHistory.Length ? 1 : refresh % 2 * 0.5), Diagnosis.Nothing);
        }

        Assert.True(TimeSpan.FromSeconds(HeatHistory.Length) >= TimeSpan.FromMinutes(15));
        Assert.Equal((1, false, true), (_history.First, _history.Has(0), _history.Has(1)));
        Assert.Equal([50, 0, 100], new long[] { 1, 2, HeatHistory.Length }.Select(refresh => _history.Find(refresh, CpuSet.Of(3)).Percent));
    }

    [Fact]
    public void A_refresh_allocates_nothing()
    {
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(1024), _ => 0.5);
        Diagnosis diagnosis = Crowd(35);
        _history.Add(snapshot, diagnosis);
        long before = GC.GetAllocatedBytesForCurrentThread();

        for (int i = 0; i < 100; i++)
        {
            _history.Add(snapshot, diagnosis);
        }

        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());
    }

    [Fact]
    public void What_was_is_kept_when_CPUs_are_plugged_in()
    {
        _history.Add(Machine(_ => 0.5), Diagnosis.Nothing);
        _history.Add(AnySnapshot.Of(AnyTopology.Of(8), _ => 1), Diagnosis.Nothing);

        Assert.Equal(50, _history.Find(0, CpuSet.Range(0, 7)).Percent);
        Assert.Equal(HeatCell.Offline, _history.Find(0, CpuSet.Of(7)));
        Assert.Equal(100, _history.Find(1, CpuSet.Of(7)).Percent);
    }

    private static Snapshot Machine(Func<CpuId, double> busy) => AnySnapshot.Of(AnyTopology.Of(4), busy);

    private static Diagnosis Crowd(int cpu) =>
        new() { Crowds = ImmutableDictionary<CpuId, int>.Empty.Add(new CpuId(cpu), 12) };
}
