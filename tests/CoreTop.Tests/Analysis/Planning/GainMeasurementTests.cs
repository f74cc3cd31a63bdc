using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Analysis.Planning;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Analysis.Planning;

public sealed class GainMeasurementTests
{
    private static readonly CpuSet Both = CpuSet.Range(0, 1);
    private static readonly ImmutableArray<FindingTask> Hungry =
        [.. Enumerable.Range(1, 4).Select(tid => AnyDiagnosis.Task(tid, run: 0.25, wait: 0.75))];

    private GainMeasurement _measurement = GainMeasurement.Start(
        new GainBasis([.. Hungry], [], StartedRun: 0), Enumerable.Range(1, 3).Select(Widened), expected: 1);

    [Fact]
    public void The_window_in_which_the_change_was_made_says_nothing()
    {
        Next(seconds: 3, run: 0.3);

        Assert.Null(_measurement.Latest);
    }

    [Fact]
    public void It_measures_after_one_two_and_five_seconds_and_then_ends()
    {
        Next(seconds: 1, run: 0.25);
        var marks = new List<double>();
        for (int i = 0; i < 9 && !_measurement.IsOver; i++)
        {
            Gain? before = _measurement.Latest;
            Next(seconds: 0.98, run: 0.5);
            if (!ReferenceEquals(before, _measurement.Latest))
            {
                marks.Add(Math.Round(_measurement.Latest!.After.TotalSeconds));
            }
        }

        Assert.Equal([1, 2, 5], marks);
        Assert.True(_measurement.IsOver);
        Assert.Equal((1, 2), (_measurement.Latest!.CoresBefore, _measurement.Latest.CoresAfter));
        Assert.True(_measurement.Latest.IsReached);
    }

    [Fact]
    public void Between_two_marks_it_takes_the_mean()
    {
        Next(seconds: 1, run: 0.25);
        Next(seconds: 0.5, run: 0.25);
        Next(seconds: 0.5, run: 0.75);

        Assert.Equal(2, _measurement.Latest!.CoresAfter);
    }

    [Fact]
    public void A_long_delay_passes_several_marks_at_once()
    {
        Next(seconds: 10, run: 0.25);
        Next(seconds: 10, run: 0.5);

        Assert.True(_measurement.IsOver);
        Assert.Equal(TimeSpan.FromSeconds(10), _measurement.Latest!.After);
    }

    [Fact]
    public void What_is_taken_from_tasks_that_were_not_moved_is_no_gain()
    {
        Next(seconds: 1, run: 0.25);
        _measurement = _measurement.Next(Snapshot(1, (1, 0.33, Both), (2, 0.33, Both), (3, 0.34, Both), (4, 0, CpuSet.Of(0))));

        Assert.True(_measurement.Latest!.IsNothing);
    }

    [Fact]
    public void Tasks_that_ended_count_neither_before_nor_after()
    {
        Next(seconds: 1, run: 0.25);
        _measurement = _measurement.Next(Snapshot(1, (1, 0.5, Both), (2, 0.5, Both)));

        Assert.Equal((0.5, 1.0, 2), (_measurement.Latest!.CoresBefore, _measurement.Latest.CoresAfter, _measurement.Latest.Ended));
    }

    [Fact]
    public void A_mask_that_somebody_set_anew_is_noticed()
    {
        Next(seconds: 1, run: 0.25);
        _measurement = _measurement.Next(
            Snapshot(1, (1, 0.5, CpuSet.Of(0)), (2, 0.5, Both), (3, 0.5, Both), (4, 0.5, CpuSet.Of(0))));

        Assert.Equal(1, _measurement.Latest!.SetAgain);
    }

    [Fact]
    public void What_starts_short_lived_tasks_is_measured_by_all_that_descends_from_it()
    {
        var basis = new GainBasis([], [new TaskKey(10, 1000)], StartedRun: 1.0);
        Snapshot snapshot = Any.Snapshot([Any.Process(10, affinity: Both), Any.Process(11, affinity: Both), Any.Process(12, affinity: Both), Any.Process(13, affinity: Both)]);
        snapshot = snapshot with
        {
            Interval = TimeSpan.FromSeconds(1),
            Processes =
            [
                .. snapshot.Processes.Select(process => process.Pid switch
                {
                    10 => process.WithWhole(whole => whole with { ParentPid = 1 }) with { Run = 0, ChildRun = 1.2 },
                    11 => process.WithWhole(whole => whole with { ParentPid = 10 }) with { Run = 1, Lived = 0.5 },
                    12 => process.WithWhole(whole => whole with { ParentPid = 11 }) with { Run = 0.4, Lived = 0.5, ChildRun = 3 },
                    _ => process.WithWhole(whole => whole with { ParentPid = 1 }) with { Run = 1 },
                }),
            ],
        };
        GainMeasurement measurement = GainMeasurement.Start(basis, [], expected: 1).Next(snapshot).Next(snapshot);

        // Half of 1 and half of 0.4 live; 1.2 ended. What a task that is young itself reaped is counted with its own end.
        Assert.Equal((1.0, 1.9), (measurement.Latest!.CoresBefore, Math.Round(measurement.Latest.CoresAfter, 6)));
    }

    private void Next(double seconds, double run) => _measurement = _measurement.Next(
        Snapshot(seconds, (1, run, Both), (2, run, Both), (3, run, Both), (4, run, CpuSet.Of(0))));

    private static AffinityChange Widened(int tid) => new(new TaskKey(tid, 1000), tid, "python", CpuSet.Of(0), Both, WasUnrestricted: false);

    private static Snapshot Snapshot(double seconds, params (int Pid, double Run, CpuSet Affinity)[] tasks)
    {
        Snapshot snapshot = Any.Snapshot([.. tasks.Select(task => Any.Process(task.Pid, affinity: task.Affinity))]);
        return snapshot with
        {
            Interval = TimeSpan.FromSeconds(seconds),
            Processes = [.. snapshot.Processes.Select((process, index) => process with { Run = tasks[index].Run })],
        };
    }
}
