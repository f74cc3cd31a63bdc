using System.Collections.Immutable;
using System.Globalization;
using CoreTop.Actions.Storage;
using CoreTop.Model.Placement;

namespace CoreTop.Actions;

/// <summary>Every change made to affinities, on disk before it is made, so that undo outlives a crash.</summary>
/// <remarks>
/// One file of JSON lines, shared by every CoreTop of this user that runs: lines are only added. Once it is large, batches
/// of other boots, those taken back and the oldest ones are dropped from it. Lines that are damaged are passed over.
/// </remarks>
public sealed class AffinityJournal
{
    private const ulong LargeBytes = 4 * 1024 * 1024;
    private const int KeptBytes = 2 * 1024 * 1024;

    private readonly string _boot;
    private readonly JournalFile? _file;
    private readonly List<JournalLine> _unwritten = [];
    private IReadOnlyList<JournalBatch> _batches = [];
    private JournalFileStamp? _readStamp;
    private int _readUnwritten;
    private bool _isRead;
    private DateTimeOffset _lastTime;
    private string? _durableBatch;

    /// <summary>The journal in <paramref name="folder"/>; null keeps it in memory alone, for a machine that is not changed.</summary>
    /// <param name="folder">Such as <c>~/.local/state/coretop</c>; made when something is first written.</param>
    /// <param name="bootId">Names this boot: /proc/sys/kernel/random/boot_id. Batches of another boot are never taken back.</param>
    public AffinityJournal(string? folder, string bootId)
    {
        _boot = bootId.Trim();
        _file = folder is null ? null : new JournalFile(folder);
    }

    /// <summary>
    /// A sentence saying why nothing can be written to it and what would help; null when it can, and always in memory.
    /// Asking makes folder and file when they are missing.
    /// </summary>
    public string? WhyNotWritable
    {
        get
        {
            try
            {
                _file?.PrepareToAppend();
                return null;
            }
            catch (IOException problem)
            {
                return problem.Message;
            }
        }
    }

    /// <summary>A sentence when the journal, or lines of it, could not be read when the batches were last asked for; else null.</summary>
    public string? ReadProblem { get; private set; }

    /// <summary>Batches of this boot with changes that are not taken back yet, newest first; those of other CoreTops too.</summary>
    public IReadOnlyList<JournalBatch> Batches
    {
        get
        {
            JournalFileStamp? stamp = _file?.Stamp();
            if (!_isRead || stamp != _readStamp || _readUnwritten != _unwritten.Count)
            {
                Read();
                _readStamp = stamp;
                _readUnwritten = _unwritten.Count;
                _isRead = true;
            }

            return _batches;
        }
    }

    /// <summary>Names a new batch; nothing is written until it has a change.</summary>
    internal JournalBatch Begin(string summary, DateTimeOffset time)
    {
        TrimWhenLarge();
        _lastTime = time > _lastTime ? time : _lastTime.AddTicks(1);
        string id = string.Create(CultureInfo.InvariantCulture, $"{_lastTime.UtcDateTime:yyyyMMdd'T'HHmmss.fffffff}");
        return new JournalBatch($"{id}-{Guid.NewGuid():N}"[..36], time, summary, []);
    }

    /// <summary>
    /// Writes down what is about to be changed. The first of a batch is waited for until it lies on the disk; later ones
    /// are not, as threads that are born and end meanwhile would outrun the disk.
    /// </summary>
    /// <param name="batch">From <see cref="Begin"/>.</param>
    /// <param name="changes">Each with the affinity that is meant to come of it.</param>
    /// <param name="wholeProcesses">The processes that are changed whole.</param>
    /// <param name="evenInMemory">Keeps it in memory when it cannot be written, for undo in this run.</param>
    /// <returns>A sentence when it could not be written; nothing may be changed then, unless the user agreed.</returns>
    internal string? WriteIntended(
        JournalBatch batch, IReadOnlyList<AffinityChange> changes, IReadOnlyList<WholeProcess> wholeProcesses, bool evenInMemory)
    {
        var line = new JournalLine
        {
            V = JournalLine.CurrentVersion,
            Kind = JournalLineKind.Intend,
            Batch = batch.Id,
            Boot = _boot,
            Time = batch.Time,
            Summary = batch.Summary,
            Tasks =
            [
                .. changes.Select(change => new JournalTask
                {
                    Tid = change.Task.Tid,
                    Start = change.Task.StartTicks,
                    Pid = change.Pid,
                    Name = change.Name,
                    From = change.From.ToString(),
                    To = change.To.ToString(),
                    WasUnrestricted = change.WasUnrestricted,
                    IsRelease = change.IsRelease,
                }),
            ],
            Whole = wholeProcesses.Count == 0
                ? null
                :
                [
                    .. wholeProcesses.Select(whole => new JournalTask
                    {
                        Tid = whole.Leader.Tid,
                        Start = whole.Leader.StartTicks,
                        Latest = whole.LatestStartTicks,
                    }),
                ],
        };
        string? problem = Write(line, evenInMemory, isDurable: batch.Id != _durableBatch);
        _durableBatch = problem is null ? batch.Id : null;
        return problem;
    }

    /// <summary>Writes down what became of the changes; if that fails it is known in this run, and what was intended stands.</summary>
    internal void WriteResults(JournalBatch batch, IReadOnlyList<JournalTask> results) => Write(
        new JournalLine
        {
            V = JournalLine.CurrentVersion,
            Kind = JournalLineKind.Result,
            Batch = batch.Id,
            Boot = _boot,
            Tasks = [.. results],
        },
        evenInMemory: true);

    /// <summary>Writes down that a batch was taken back.</summary>
    /// <returns>A sentence when that could not be written; this run knows it all the same.</returns>
    internal string? MarkUndone(JournalBatch batch) => Write(
        new JournalLine
        {
            V = JournalLine.CurrentVersion,
            Kind = JournalLineKind.Undone,
            Batch = batch.Id,
            Boot = _boot,
        },
        evenInMemory: true);

    private string? Write(JournalLine line, bool evenInMemory, bool isDurable = false)
    {
        if (_file is null)
        {
            _unwritten.Add(line);
            return null;
        }

        try
        {
            _file.Append(JournalLines.Write(line), isDurable);
            return null;
        }
        catch (IOException problem)
        {
            if (evenInMemory)
            {
                _unwritten.Add(line);
            }

            return problem.Message;
        }
    }

    private void Read()
    {
        var history = new JournalHistory(_boot);
        ReadProblem = null;
        try
        {
            int damaged = JournalLines.Read(_file?.Read() ?? [], (line, _) => history.Add(line));
            if (damaged > 0)
            {
                ReadProblem = $"{damaged} damaged {(damaged == 1 ? "line" : "lines")} in the journal {_file!.Path} passed over.";
            }
        }
        catch (IOException problem)
        {
            ReadProblem = problem.Message;
        }

        foreach (JournalLine line in _unwritten)
        {
            history.Add(line);
        }

        _batches = history.ToBatches();
    }

    private void TrimWhenLarge()
    {
        if (_file?.Stamp() is not { Bytes: > LargeBytes })
        {
            return;
        }

        try
        {
            _file.Replace(Trim);
        }
        catch (IOException)
        {
            // Writing the batch says what is wrong; a journal that is only large is trimmed next time.
        }
    }

    private byte[] Trim(byte[] text)
    {
        var history = new JournalHistory(_boot);
        var bytesByBatch = new Dictionary<string, int>();
        JournalLines.Read(text, (line, bytes) =>
        {
            history.Add(line);
            bytesByBatch[line.Batch] = bytesByBatch.GetValueOrDefault(line.Batch) + bytes.Length;
        });

        var kept = new HashSet<string>();
        int keptBytes = 0;
        foreach (JournalBatch batch in history.ToBatches())
        {
            keptBytes += bytesByBatch[batch.Id];
            if (kept.Count > 0 && keptBytes > KeptBytes)
            {
                break;
            }

            kept.Add(batch.Id);
        }

        var trimmed = new MemoryStream();
        JournalLines.Read(text, (line, bytes) =>
        {
            if (kept.Contains(line.Batch))
            {
                trimmed.Write(bytes);
            }
        });
        return trimmed.ToArray();
    }
}
