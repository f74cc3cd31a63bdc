using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Inspection;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;

namespace CoreTop.Sampling;

/// <summary>The thread that reads the machine and diagnoses it, again and again, and publishes what it found.</summary>
internal sealed class Sampler : ISamplerPace, IDisposable
{
    /// <summary>The second reading follows the first soon, because the first has no rates.</summary>
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(300);

    /// <summary>So long reads the first reading at most, before the first frame is drawn; a whole one follows at once.</summary>
    private static readonly TimeSpan FirstPatience = TimeSpan.FromMilliseconds(40);

    /// <summary>After a failure it is tried again, not sooner than this: what failed once may keep failing.</summary>
    private static readonly TimeSpan ShortestRetry = TimeSpan.FromSeconds(1);

    /// <summary>So often is looked how many tasks are runnable, from one reading to the next; not more often than twenty times a second.</summary>
    private const int LooksEachWindow = 10;

    /// <summary>So often where hardly a task was runnable in the window before: each look wakes a CPU up.</summary>
    private const int LooksWhereQuiet = 2;
    private const double Quiet = 0.5;

    private static readonly TimeSpan ShortestLook = TimeSpan.FromMilliseconds(50);

    private readonly Func<SampleRequest, Sample?> _read;
    private readonly IEvidence _evidence;
    private readonly SnapshotFeed _feed;
    private readonly TimeProvider _time;
    private readonly AutoResetEvent _wake = new(initialState: false);
    private readonly Thread _thread;
    private long _delayTicks;
    private volatile SampleRequest _request = SampleRequest.Ordinary;
    private volatile DiagnosisOptions _options;
    private ReadingBuilder _builder;
    private bool _hasRead;
    private bool _asksAnew;
    private bool _asksNow;
    private bool _judgesAgain;
    private ImmutableArray<InspectionRequest> _asked = [];
    private volatile bool _isStopping;

    /// <summary>A sampler that has not begun yet.</summary>
    /// <param name="read">Reads the machine; null when a captured machine has no further reading, which ends the thread.</param>
    /// <param name="evidence">Looks causes up; used on the thread alone.</param>
    /// <param name="feed">Where readings go.</param>
    /// <param name="time">The clock.</param>
    /// <param name="delay">Time between two readings.</param>
    public Sampler(
        Func<SampleRequest, Sample?> read, IEvidence evidence, SnapshotFeed feed, TimeProvider time, TimeSpan delay)
    {
        _read = read;
        _evidence = evidence;
        _builder = new ReadingBuilder(evidence);
        _feed = feed;
        _time = time;
        _delayTicks = delay.Ticks;
        _options = DiagnosisOptions.Default with { Delay = delay, OwnPid = evidence.OwnPid };
        _thread = new Thread(Run) { IsBackground = true, Name = "sampler" };
    }

    /// <inheritdoc/>
    public TimeSpan Delay
    {
        get => TimeSpan.FromTicks(Interlocked.Read(ref _delayTicks));
        set
        {
            Interlocked.Exchange(ref _delayTicks, value.Ticks);
            _options = _options with { Delay = _options.IsOneShot ? null : value };
            RefreshNow();
        }
    }

    /// <summary>
    /// It reads a captured machine, which has one window: that alone confirms findings, and every cause is looked up with it.
    /// </summary>
    public bool IsOneShot
    {
        get => _options.IsOneShot;
        init => _options = _options with { IsOneShot = value, Delay = value ? null : Delay };
    }

    /// <summary>Called between readings, about ten times a window, or twice where nothing runs, to look at what only several looks can tell; null for nothing to look at.</summary>
    public Action? Look { get; init; }

    /// <inheritdoc/>
    public SampleRequest Request
    {
        get => _request;
        set => _request = value;
    }

    /// <inheritdoc/>
    public ImmutableArray<AffinityChange> Applied
    {
        get => _options.Applied;
        set => _options = _options with { Applied = value };
    }

    /// <inheritdoc/>
    public CpuBounds? Bounds
    {
        get => _options.Bounds;
        set
        {
            if (ReferenceEquals(value, _options.Bounds))
            {
                return;
            }

            _options = _options with { Bounds = value };
            Interlocked.Exchange(ref _judgesAgain, true);
            _wake.Set();
        }
    }

    /// <summary>How often is looked in the next window.</summary>
    /// <param name="runnable">Tasks that were runnable in this one, on average; null when that is not known.</param>
    internal static int LooksAfter(double? runnable) => runnable < Quiet ? LooksWhereQuiet : LooksEachWindow;

    /// <summary>Begins to read.</summary>
    public void Start() => _thread.Start();

    /// <inheritdoc/>
    public void RefreshNow()
    {
        Interlocked.Exchange(ref _asksNow, true);
        _wake.Set();
    }

    /// <inheritdoc/>
    public void RefreshCauses()
    {
        Interlocked.Exchange(ref _asksAnew, true);
        RefreshNow();
    }

    /// <inheritdoc/>
    public void Inspect(InspectionRequest request)
    {
        // What was asked of another process is not looked at any more.
        ImmutableInterlocked.Update(
            ref _asked,
            static (asked, next) => asked.Contains(next) ? asked : [.. asked.Where(one => one.Key == next.Key), next],
            request);
        _wake.Set();
    }

    /// <summary>Stops reading and waits for the thread.</summary>
    public void Dispose()
    {
        _isStopping = true;
        _wake.Set();
        if (_thread.IsAlive)
        {
            _thread.Join();
        }

        _wake.Dispose();
    }

    private void Run()
    {
        bool isFirst = true;
        while (!_isStopping)
        {
            long start = _time.GetTimestamp();
            Reading? reading = Read();
            if (reading is null)
            {
                AnswerUntilStopped();
                return;
            }

            _feed.Publish(reading);
            bool hasFailed = reading.Failure is not null;
            bool isPartial = reading.Snapshot?.IsPartial == true;
            TimeSpan delay = isPartial ? TimeSpan.Zero
                : hasFailed ? (Delay > ShortestRetry ? Delay : ShortestRetry)
                : isFirst && FirstDelay < Delay ? FirstDelay
                : Delay;
            isFirst = hasFailed || isPartial;
            Rest(start, delay, LooksAfter(reading.Snapshot?.Runnable));
        }
    }

    // Until it is time to read again, or until somebody wants that now.
    private void Rest(long start, TimeSpan delay, int looks)
    {
        TimeSpan between = delay / looks > ShortestLook ? delay / looks : ShortestLook;
        TimeSpan nextLook = between;
        while (!_isStopping)
        {
            Answer();
            if (Interlocked.Exchange(ref _asksNow, false))
            {
                return;
            }

            TimeSpan passed = _time.GetElapsedTime(start);
            if (passed >= delay)
            {
                return;
            }

            bool isLookBefore = Look is not null && nextLook < delay;
            TimeSpan until = isLookBefore ? nextLook : delay;
            if ((until <= passed || !_wake.WaitOne(until - passed)) && isLookBefore)
            {
                Look!();
                nextLook = (until > passed ? until : passed) + between;
            }
        }
    }

    // A captured machine has no further reading, but parts of its processes can be looked at.
    private void AnswerUntilStopped()
    {
        while (!_isStopping)
        {
            Answer();
            _wake.WaitOne();
        }
    }

    private void Answer()
    {
        if (Interlocked.Exchange(ref _judgesAgain, false) && JudgedAgain() is { } reading)
        {
            _feed.Publish(reading);
        }

        foreach (InspectionRequest request in ImmutableInterlocked.InterlockedExchange(ref _asked, []))
        {
            _feed.Answer(Inspected(request));
        }
    }

    private Reading? JudgedAgain()
    {
        try
        {
            return _builder.Again(_options);
        }
#pragma warning disable CA1031 // The top of this thread: the next reading says what is wrong with it.
        catch (Exception)
#pragma warning restore CA1031
        {
            return null;
        }
    }

    private ProcessInspection Inspected(InspectionRequest request)
    {
        try
        {
            return _evidence.Inspect(request);
        }
#pragma warning disable CA1031 // The top of this thread: a failure must become a line on the screen, not end the program.
        catch (Exception)
#pragma warning restore CA1031
        {
            return new ProcessInspection(request) { Refusals = [new ReadRefusal($"/proc/{request.Key.Tid}", IsDenied: false)] };
        }
    }

    // Null when there is no further reading. After a failure everything is built again: half a reading would spoil the next rates.
    private Reading? Read()
    {
        try
        {
            // Where it is known already which processes will be in view, all of those are read.
            SampleRequest request = _hasRead || IsOneShot || _request.Visible.Count > 0 ? _request : _request with { Patience = FirstPatience };
            _hasRead = true;
            if (_read(request) is not { } sample)
            {
                return null;
            }

            // It is shown and not judged; rates begin with the whole one.
            if (sample.IsPartial)
            {
                return new Reading(new SnapshotBuilder().Next(sample).Within(Bounds), Diagnosis.Nothing, Failure: null);
            }

            bool asksAnew = Interlocked.Exchange(ref _asksAnew, false) || IsOneShot;
            return _builder.Next(sample, _options, asksAnew);
        }
#pragma warning disable CA1031 // The top of this thread: a failure must become a line on the screen, not end the program.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _builder = new ReadingBuilder(_evidence);
            return new Reading(
                Snapshot: null,
                Diagnosis.Nothing,
                $"Reading the machine failed: {exception.Message} What is shown is old; trying again.");
        }
    }
}
