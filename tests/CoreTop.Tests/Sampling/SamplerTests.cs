using System.Collections.Concurrent;
using CoreTop.Kernel;
using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Sampling;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Sampling;

public sealed class SamplerTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);
    private readonly BlockingCollection<Reading> _readings = [];
    private readonly BlockingCollection<ProcessInspection> _parts = [];
    private readonly FakeEvidence _evidence = new();
    private SnapshotFeed? _feed;

    [Fact]
    public void The_second_reading_comes_soon_and_has_rates()
    {
        double seconds = 0;
        using Sampler sampler = Start(_ => Any.Sample(seconds++, Any.Process()));

        Assert.Equal(TimeSpan.Zero, Next().Snapshot!.Interval);
        Assert.Equal(TimeSpan.FromSeconds(1), Next().Snapshot!.Interval);
    }

    [Fact]
    public void A_first_reading_that_is_partial_is_shown_and_a_whole_one_follows_at_once_from_which_rates_begin()
    {
        int reads = 0;
        var asked = new ConcurrentQueue<TimeSpan?>();
        using Sampler sampler = Start(request =>
        {
            asked.Enqueue(request.Patience);
            return reads++ == 0 ? Any.Partial(Any.Process()) : Any.Sample(reads, Any.Process());
        });

        Assert.True(Next().Snapshot!.IsPartial);
        Reading whole = Next();
        Assert.False(whole.Snapshot!.IsPartial);
        Assert.Equal(TimeSpan.Zero, whole.Snapshot.Interval);
        Assert.Equal(TimeSpan.FromSeconds(1), Next().Snapshot!.Interval);
        Assert.NotNull(asked.First());
        Assert.All(asked.Skip(1), Assert.Null);
    }

    [Fact]
    public void Where_it_is_known_which_processes_will_be_in_view_the_first_reading_has_all_the_time_it_needs()
    {
        var asked = new ConcurrentQueue<SampleRequest>();
        SampleRequest chosen = SampleRequest.Ordinary with { Visible = new HashSet<int> { 7 } };
        using Sampler sampler = Start(
            request =>
            {
                asked.Enqueue(request);
                return Any.Sample(0);
            },
            request: chosen);

        Next();

        Assert.Equal(chosen, asked.First());
    }

    [Fact]
    public void A_refresh_out_of_turn_does_not_wait_for_the_delay()
    {
        int reads = 0;
        using Sampler sampler = Start(_ => Any.Sample(reads++));
        Next();
        Next();

        sampler.RefreshNow();

        Assert.NotNull(Next().Snapshot);
    }

    [Fact]
    public void A_failure_is_a_sentence_and_not_the_end_of_the_program()
    {
        using Sampler sampler = Start(_ => throw new IOException("The disk is gone."));

        Assert.Contains("The disk is gone.", Next().Failure, StringComparison.Ordinal);
    }

    [Fact]
    public void After_a_failure_it_is_tried_again_and_rates_begin_anew()
    {
        int reads = 0;
        using Sampler sampler = Start(_ => ++reads == 2 ? throw new IOException("The disk is gone.") : Any.Sample(reads, Any.Process()));
        Next();
        Assert.NotNull(Next().Failure);

        sampler.RefreshNow();

        Assert.Equal(TimeSpan.Zero, Next().Snapshot!.Interval);
        Assert.Equal(TimeSpan.FromSeconds(1), Next().Snapshot!.Interval);
    }

    [Fact]
    public void What_goes_on_failing_is_not_tried_without_a_pause()
    {
        int reads = 0;
        long start = TimeProvider.System.GetTimestamp();
        Sampler sampler = Start(_ => Interlocked.Increment(ref reads) > 0 ? throw new IOException("The disk is gone.") : null, delay: TimeSpan.Zero);
        Next();
        Next();

        sampler.Dispose();

        // One a second, however late this thread is; without a pause there would be thousands.
        Assert.InRange(reads, 2, 2 + TimeProvider.System.GetElapsedTime(start).TotalSeconds);
    }

    [Fact]
    public void The_reading_after_a_request_is_asked_for_it()
    {
        var asked = new BlockingCollection<SampleRequest>();
        int reads = 0;
        using Sampler sampler = Start(request =>
        {
            asked.Add(request);
            return Any.Sample(reads++);
        });
        Next();
        Next();

        sampler.Request = SampleRequest.Everything;
        sampler.RefreshNow();
        Next();

        Assert.Equal([SampleRequest.Ordinary, SampleRequest.Ordinary, SampleRequest.Everything], asked.Select(request => request with { Patience = null }));
    }

    [Fact]
    public void A_machine_without_a_further_reading_is_not_asked_again()
    {
        int reads = 0;
        Sampler sampler = Start(_ => ++reads > 1 ? null : Any.Sample(0));
        Next();

        // The thread has read twice when it ends: Dispose waits for it.
        SpinWait.SpinUntil(() => Volatile.Read(ref reads) == 2, TimeSpan.FromSeconds(30));
        sampler.RefreshNow();
        sampler.Dispose();

        Assert.Equal(2, reads);
        Assert.Empty(_readings);
    }

    [Fact]
    public void The_one_window_of_a_captured_machine_is_enough_to_find_what_is_wrong_and_who_did_it()
    {
        using Machine machine = Fixture.Open(FixtureMachines.PileUp);
        using Sampler sampler = Start(machine.Read, isOneShot: true);
        Assert.Empty(Next().Diagnosis.Findings);

        Assert.Equal(AnyDiagnosis.OpenMp, Next().Diagnosis.Findings[0].Cause);
    }

    [Fact]
    public void When_causes_are_asked_for_they_are_looked_up_with_the_next_reading()
    {
        double seconds = 0;
        using Sampler sampler = Start(_ => AnySample.Crowded(seconds++));
        while (Next().Diagnosis.Findings.IsEmpty)
        {
            sampler.RefreshNow();
        }

        int asked = _evidence.AskedCauses.Count;
        sampler.RefreshCauses();
        Next();

        Assert.Equal(asked + 1, _evidence.AskedCauses.Count);
    }

    [Fact]
    public void A_part_of_a_process_is_read_without_reading_the_machine_again()
    {
        int reads = 0;
        using Sampler sampler = Start(_ => Any.Sample(reads++));
        Next();
        Next();
        var request = new InspectionRequest(new TaskKey(7, 1), InspectedPart.Files);

        sampler.Inspect(request);
        Assert.Equal(request, NextPart().Request);
        Assert.Equal(2, reads);

        sampler.RefreshNow();
        Next();
        Assert.Equal(3, reads);
        Assert.Empty(_parts);
    }

    [Fact]
    public void Parts_of_a_process_that_are_asked_for_while_the_machine_is_read_are_all_read_each_once()
    {
        Sampler? asked = null;
        var started = new InspectionRequest(new TaskKey(7, 1), InspectedPart.Program);
        InspectionRequest files = started with { Part = InspectedPart.Files };
        int reads = 0;
        using Sampler sampler = Start(_ =>
        {
            foreach (InspectionRequest request in (InspectionRequest[])[started, files, files])
            {
                asked?.Inspect(request);
            }

            return Any.Sample(reads++);
        });
        Next();
        Next();
        asked = sampler;

        sampler.RefreshNow();
        Assert.Equal(started, NextPart().Request);
        Assert.Equal(files, NextPart().Request);
        Assert.Equal([started, files], _evidence.Inspections);
    }

    [Fact]
    public void Parts_of_a_process_that_is_not_looked_at_any_more_are_not_read()
    {
        Sampler? asked = null;
        var left = new InspectionRequest(new TaskKey(7, 1), InspectedPart.Files);
        InspectionRequest opened = left with { Key = new TaskKey(8, 1) };
        int reads = 0;
        using Sampler sampler = Start(_ =>
        {
            asked?.Inspect(left);
            asked?.Inspect(opened);
            return Any.Sample(reads++);
        });
        Next();
        Next();
        asked = sampler;

        sampler.RefreshNow();

        Assert.Equal(opened, NextPart().Request);
        Assert.Equal([opened], _evidence.Inspections);
    }

    [Fact]
    public void A_captured_machine_that_has_been_read_to_its_end_can_still_be_looked_at()
    {
        int reads = 0;
        using Sampler sampler = Start(_ => ++reads > 1 ? null : Any.Sample(0));
        Next();

        sampler.Inspect(new InspectionRequest(new TaskKey(7, 1), InspectedPart.Limits));

        Assert.Equal(InspectedPart.Limits, NextPart().Request.Part);
    }

    [Fact]
    public void Between_readings_it_looks_several_times_and_never_while_it_reads()
    {
        int looks = 0, reads = 0;
        bool isReading = false, wasReading = false;
        using Sampler sampler = Start(
            _ =>
            {
                Volatile.Write(ref isReading, true);
                Sample sample = Any.Sample(reads++);
                Volatile.Write(ref isReading, false);
                return sample;
            },
            delay: TimeSpan.FromSeconds(1),
            look: () =>
            {
                wasReading |= Volatile.Read(ref isReading);
                Interlocked.Increment(ref looks);
            });
        Next();
        Next();

        Next();

        // The first window is 0.3 s, the second 1 s: five and nine looks, fewer where this machine is late.
        Assert.InRange(looks, 1, 14);
        Assert.False(wasReading);
    }

    [Theory]
    [InlineData(null, 10)]
    [InlineData(0.0, 2)]
    [InlineData(0.4, 2)]
    [InlineData(0.5, 10)]
    [InlineData(36.0, 10)]
    public void It_looks_less_often_where_hardly_a_task_is_runnable(double? runnable, int looks) =>
        Assert.Equal(looks, Sampler.LooksAfter(runnable));

    [Fact]
    public void A_look_does_not_keep_a_refresh_waiting_nor_bring_one()
    {
        int reads = 0, looks = 0;
        using Sampler sampler = Start(_ => Any.Sample(reads++), delay: TimeSpan.FromMinutes(10), look: () => Interlocked.Increment(ref looks));
        Next();
        Next();

        sampler.RefreshNow();
        Next();

        Assert.Equal(3, Volatile.Read(ref reads));
    }

    private Sampler Start(Func<SampleRequest, Sample?> read, bool isOneShot = false, TimeSpan? delay = null, Action? look = null,
        SampleRequest? request = null)
    {
        _feed = new SnapshotFeed(Take);
        var sampler = new Sampler(read, _evidence, _feed, TimeProvider.System, delay ?? Never) { IsOneShot = isOneShot, Look = look };
        sampler.Request = request ?? sampler.Request;
        sampler.Start();
        return sampler;
    }

    private void Take()
    {
        if (_feed!.Take() is { } reading)
        {
            _readings.Add(reading);
        }

        while (_feed.TakePart() is { } part)
        {
            _parts.Add(part);
        }
    }

    private Reading Next()
    {
        Assert.True(_readings.TryTake(out Reading? reading, TimeSpan.FromSeconds(30)), "no reading came");
        return reading;
    }

    private ProcessInspection NextPart()
    {
        Assert.True(_parts.TryTake(out ProcessInspection? part, TimeSpan.FromSeconds(30)), "no part came");
        return part;
    }
}
