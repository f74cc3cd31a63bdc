using System.Collections.Immutable;
using System.CommandLine;
using System.Globalization;
using CoreTop.Analysis.Judging;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Model.Topology;
using CoreTop.Sampling;
using CoreTop.Settings;
using CoreTop.Verdict;

namespace CoreTop.Cli;

/// <summary><c>coretop -b</c>: frame after frame, for files, pipes and mails.</summary>
internal sealed class BatchCommand
{
    /// <summary>The window of the first frame, where the delay is not shorter: long enough for counters of a hundredth of a second.</summary>
    private static readonly TimeSpan FirstWindow = TimeSpan.FromSeconds(1);

    private readonly ParseResult _line;
    private readonly CliHost _host;
    private readonly Machine _machine;
    private readonly ReadingBuilder _builder;
    private readonly TimeSpan _delay;
    private readonly int? _most;
    private readonly ListOptions _list;
    private readonly ImmutableArray<ProcessColumn>? _columns;
    private readonly SampleRequest _request;
    private readonly DiagnosisOptions _diagnosis;
    private readonly BatchTextOptions _text;
    private readonly List<ProcessRow> _rows = [];
    private readonly ListMemory _memory = new();
    private readonly HashSet<string> _said = [];
    private readonly HashSet<int> _gone = [];
    private int _missingPids;
    private bool _hasHead = true;

    private BatchCommand(ParseResult line, CliHost host, Machine machine, LineSettings file, CpuBounds? bounds)
    {
        (_line, _host, _machine) = (line, host, machine);
        var evidence = new MachineEvidence(machine);
        _builder = new ReadingBuilder(evidence);
        ScreenSettings settings = Settings(file);
        _delay = CliValues.IsGiven(line, CliOptions.Delay) ? line.GetValue(CliOptions.Delay) : settings.Delay;
        _most = line.GetValue(CliOptions.Iterations);
        _list = ListValues.From(line, settings.List);
        _list = WithoutThreadsOrGroups(_list);
        _list = _list with { ShowsThreadsAlone = _list.ShowsThreads && !line.GetValue(CliOptions.JsonLines) };
        _columns = ListValues.Columns(line);

        // Where one window is all there will be, it alone tells what is wrong, as in the other commands.
        bool isOneShot = _most == 1 || !machine.IsLive;
        SampleRequest wanted = isOneShot
            ? SampleRequest.Everything
            : SampleRequest.Ordinary with { AllDetails = true, AllExtras = true, AllThreads = _list.ShowsThreads };
        _request = wanted with { ExtrasOfAll = _list.NeedsOfAll | _list.Needs };
        var applied = AppliedChanges.Of(MachineJournal.Open(machine, host).Batches);
        _diagnosis = new DiagnosisOptions
        {
            IsOneShot = isOneShot,
            Delay = isOneShot ? null : _delay,
            OwnPid = evidence.OwnPid,
            Applied = applied,
            Bounds = bounds,
        };
        _text = new BatchTextOptions(Width(line, host), line.GetValue(CliOptions.EachCpu), _list)
        {
            SummaryUnit = line.GetValue(CliOptions.SummaryScale) ?? MemoryUnit.Mebibytes,
            ListUnit = line.GetValue(CliOptions.TaskScale),
        };
    }

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        var settings = new LineSettings(line, host);
        using Machine machine = MachineValues.Open(line, host, settings);
        return BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds)
            ? new BatchCommand(line, host, machine, settings, bounds).Run()
            : ExitCode.BadUsage;
    }

    // top's batch mode has what top saved. A document has the same fields and rows everywhere.
    private ScreenSettings Settings(LineSettings file)
    {
        if (_line.GetValue(CliOptions.JsonLines) || _line.GetValue(CliOptions.CsvLines))
        {
            return WithKernelThreads(ScreenSettings.Default);
        }

        if (file.Read.Problem is { } problem)
        {
            _host.Say(problem);
        }

        SettingsReading read = file.Read;
        return read.Said.Contains(SettingsTable.KernelThreads) ? read.Settings : WithKernelThreads(read.Settings);
    }

    private static ScreenSettings WithKernelThreads(ScreenSettings settings) =>
        settings with { List = settings.List with { ShowsKernelThreads = true } };

    private int Run()
    {
        if (_list.Filter.Hint is { } hint)
        {
            _host.Say(hint);
        }

        Reading reading = _builder.Next(MachineValues.First(_machine, _request), _diagnosis);
        long began = _host.Time.GetTimestamp();
        TimeSpan until = _delay < FirstWindow ? _delay : FirstWindow;
        for (int frame = 1; ; frame++)
        {
            until = WaitUntil(began, until) + _delay;
            if (_machine.Read(_request) is { } sample)
            {
                reading = _builder.Next(sample, _diagnosis, asksAnew: _diagnosis.IsOneShot);
            }
            else if (frame > 1)
            {
                return ExitCodeNow;
            }
            else
            {
                _host.Say("this machine was saved with one reading: rates are not known and are shown as 0.");
            }

            Snapshot snapshot = reading.Snapshot!;
            if (!Print(snapshot, reading.Diagnosis))
            {
                return ExitCode.Done;
            }

            SayProblems(snapshot, isFirst: frame == 1);
            if (frame == _most || ExitCodeNow == ExitCode.Failed)
            {
                return ExitCodeNow;
            }
        }
    }

    // Frames stand at equal distances, however long reading takes; those missed while the program was stopped are not made up for.
    private TimeSpan WaitUntil(long began, TimeSpan until)
    {
        TimeSpan passed = _host.Time.GetElapsedTime(began);
        if (passed >= until)
        {
            return passed;
        }

        MachineValues.Wait(_machine, until - passed, _host);
        return until;
    }

    private bool Print(Snapshot snapshot, Diagnosis diagnosis)
    {
        bool isJson = _line.GetValue(CliOptions.JsonLines), isCsv = _line.GetValue(CliOptions.CsvLines);
        GroupEntries? groups = _list.IsGrouped && (isJson || isCsv) ? GroupEntries.From(snapshot, _list, _columns, _memory) : null;
        if (groups is null)
        {
            ProcessRows.Fill(_rows, snapshot, _list, _memory);
        }
        else if (isJson)
        {
            ProcessRows.Fill(_rows, snapshot, _list with { IsGrouped = false });
        }

        if (isJson)
        {
            SnapshotDocument document = SnapshotDocument.From(snapshot, _rows, _list.ShowsThreads, _columns) with
            {
                Groups = groups,
                Command = "batch",
                Findings = [.. diagnosis.Findings.Select(FoundEntry.From)],
            };
            return _host.Write(DocumentJson.ToUtf8(document, isOneLine: true));
        }

        if (isCsv)
        {
            string csv = groups is not null
                ? SnapshotCsv.Of(groups, _hasHead, hasTime: true)
                : SnapshotCsv.Of(snapshot, _rows, _list.ShowsThreads, _columns, _hasHead, hasTime: true);
            _hasHead = false;
            return _host.WriteText(csv, _line);
        }

        return _host.WriteText(BatchText.Of(snapshot, diagnosis, _rows, _text), _line);
    }

    // A frame has threads or groups, a document both: what was asked for goes before what was saved.
    private ListOptions WithoutThreadsOrGroups(ListOptions list) =>
        !list.IsGrouped || !list.ShowsThreads || _line.GetValue(CliOptions.JsonLines) ? list
        : _line.GetValue(CliOptions.Groups) ? list with { ShowsThreads = false }
        : list with { IsGrouped = false };

    // Each is said once, not in every frame.
    private void SayProblems(Snapshot snapshot, bool isFirst)
    {
        _host.SayProblems(snapshot, _said);
        if (NotRead.Sentence(snapshot, _list) is { } notRead && _said.Add(nameof(NotRead)))
        {
            _host.Say(notRead);
        }

        foreach (int pid in _list.Pids ?? [])
        {
            if (snapshot.FindProcess(pid) is null && _gone.Add(pid))
            {
                _missingPids += isFirst ? 1 : 0;
                _host.Say(isFirst ? $"there is no process {pid}." : $"process {pid} is not there any more.");
            }
        }
    }

    private int ExitCodeNow => ExitCode.OfMissing(_missingPids, _list.Pids?.Count ?? 0);

    private static int? Width(ParseResult line, CliHost host)
    {
        if (line.GetResult(CliOptions.Width) is not { Implicit: false })
        {
            return host.OutputWidth;
        }

        return line.GetValue(CliOptions.Width)
            ?? (int.TryParse(host.Variable("COLUMNS"), NumberStyles.None, CultureInfo.InvariantCulture, out int columns) && columns > 0
                ? Math.Min(columns, CliOptions.WidestOutput)
                : CliOptions.WidestOutput);
    }
}
