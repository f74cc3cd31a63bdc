using System.Globalization;
using System.Text;
using CoreTop.Actions.Storage;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions;

/// <summary>Every change that can be taken back, of affinities and other values of tasks, on disk before it is made, so that undo outlives a crash.</summary>
/// <remarks>
/// One file of JSON lines, shared by every CoreTop of this user that runs, on whichever host: lines are only added. Once it is
/// large, what was taken back and what was done to tasks that have ended is dropped from it, and the oldest batches are folded
/// into one. Lines that are damaged are passed over.
/// </remarks>
public sealed class ChangeJournal
{
    private const string BootIdPath = "/proc/sys/kernel/random/boot_id";

    private const string NoFolder = "Neither XDG_STATE_HOME nor HOME names a folder for the journal: set one of them.";

    private const ulong LargeBytes = 4 * 1024 * 1024, TrimAfterBytes = 1024 * 1024;

    private readonly JournalPlace _place;
    private readonly JournalFile? _file;
    private readonly string? _whyNoFolder;
    private readonly List<JournalLine> _unwritten = [];
    private readonly HashSet<string> _onDisk = [];
    private readonly HashSet<string> _own = [];
    private IReadOnlyList<JournalBatch> _batches = [];
    private FileStamp? _readStamp;
    private int _readUnwritten;
    private bool _isRead;
    private bool _isNoticeTaken;
    private DateTimeOffset _lastTime;
    private string? _durableBatch;
    private Func<TaskChange, bool>? _isAlive;
    private ulong _trimAbove;

    /// <summary>The journal in <paramref name="folder"/>; null keeps it in memory alone, as for a machine that is not changed.</summary>
    /// <param name="folder">Such as <c>~/.local/state/coretop</c>; made when something is first written.</param>
    /// <param name="bootId">
    /// Names this boot, and whose numbers tids are: boot_id and the PID namespace. Batches of another are never taken back.
    /// </param>
    /// <param name="host">
    /// Names the host: its name and the machine's id, with a blank between; null when it is not known. Several hosts may share a
    /// home, and none takes back or drops what another did.
    /// </param>
    internal ChangeJournal(string? folder, string bootId, string? host = null)
    {
        _place = new JournalPlace(host, bootId.Trim());
        _file = folder is null ? null : new JournalFile(folder);
    }

    private ChangeJournal(JournalPlace place, JournalFile? file, string? whyNoFolder) =>
        (_place, _file, _whyNoFolder) = (place, file, whyNoFolder);

    /// <summary>The journal of a machine: in a folder for the running one, in memory alone for a captured one.</summary>
    /// <param name="machine">The machine.</param>
    /// <param name="folder">
    /// Such as <c>~/.local/state/coretop</c>; null when none is known, so that nothing can be read nor written.
    /// </param>
    public static ChangeJournal Of(Machine machine, string? folder)
    {
        string boot = machine.Files.Read(BootIdPath, out ReadOnlySpan<byte> id) == FileStatus.Ok
            ? Encoding.ASCII.GetString(id).Trim()
            : string.Empty;
        string place = $"{boot} {machine.PidNamespace}";
        return !machine.IsLive ? new ChangeJournal(folder: null, boot)
            : folder is null ? WithoutFolder(place)
            : new ChangeJournal(new JournalPlace(() => HostIdentity.Of(machine.Files), place), new JournalFile(folder), whyNoFolder: null);
    }

    /// <summary>A journal for which no folder is known: what the user agrees to do all the same is in memory alone.</summary>
    internal static ChangeJournal WithoutFolder(string bootId) => new(new JournalPlace((string?)null, bootId), file: null, NoFolder);

    /// <summary>
    /// A sentence saying why nothing can be written to it and what would help; null when it can, and always in memory.
    /// Asking makes folder and file when they are missing.
    /// </summary>
    internal string? WhyNotWritable
    {
        get
        {
            try
            {
                _file?.PrepareToAppend();
                return _whyNoFolder;
            }
            catch (IOException problem)
            {
                return problem.Message;
            }
        }
    }

    /// <summary>A sentence when the journal could not be read when the batches were last asked for; else null.</summary>
    public string? ReadProblem { get; private set; }

    /// <summary>A sentence when lines of it were damaged when the batches were last asked for; else null.</summary>
    public string? Damage { get; private set; }

    /// <summary>Batches of this boot with changes that are not taken back yet, newest first; those of other CoreTops too.</summary>
    public IReadOnlyList<JournalBatch> Batches
    {
        get
        {
            FileStamp? stamp = _file?.Stamp();
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

    /// <summary>A sentence, once, when the journal was written where nothing keeps two programs from writing at once; else null.</summary>
    internal string? TakeNotice()
    {
        string? notice = _isNoticeTaken ? null : _file?.WhyNotLocked;
        _isNoticeTaken |= notice is not null;
        return notice;
    }

    /// <summary>A watch over what is written to it, for any one thread.</summary>
    public JournalWatch Watch() => new(_file);

    /// <summary>The batch was made by this run: its user saw it being made.</summary>
    internal bool IsOfThisRun(JournalBatch batch) => _own.Contains(batch.Id);

    /// <summary>Names a new batch; nothing is written until it has a change.</summary>
    /// <param name="summary">What the user did.</param>
    /// <param name="time">When.</param>
    /// <param name="isAlive">The task of a change may still be taken back: others need no remembering. Null when that is not known.</param>
    /// <param name="value">What kind of value it changes; null for affinities.</param>
    internal JournalBatch Begin(string summary, DateTimeOffset time, Func<TaskChange, bool>? isAlive = null, StoredValue? value = null)
    {
        _isAlive = isAlive;
        TrimWhenLarge(time, isAlive, LargeBytes);
        _lastTime = time > _lastTime ? time : _lastTime.AddTicks(1);
        string id = string.Create(CultureInfo.InvariantCulture, $"{_lastTime.UtcDateTime:yyyyMMdd'T'HHmmss.fffffff}");
        var batch = new JournalBatch($"{id}-{Guid.NewGuid():N}"[..36], time, summary, [])
        {
            Value = (value ?? StoredValues.Affinity).Name,
        };
        _own.Add(batch.Id);
        return batch;
    }

    /// <summary>
    /// Writes down what is about to be changed. The first of a batch is waited for until it lies on the disk; later ones
    /// are not, as threads that are born and end meanwhile would outrun the disk.
    /// </summary>
    /// <param name="batch">From <see cref="Begin"/>.</param>
    /// <param name="changes">Each with the affinity that is meant to come of it.</param>
    /// <param name="wholeProcesses">The processes that are changed whole.</param>
    /// <param name="evenInMemory">Keeps it in memory when it cannot be written, for undo in this run.</param>
    /// <param name="leftOut">See <see cref="JournalBatch.LeftOut"/>; null for nothing.</param>
    /// <param name="isOneWay">See <see cref="JournalBatch.IsOneWay"/>.</param>
    /// <returns>A sentence when it could not be written; nothing may be changed then, unless the user agreed.</returns>
    internal string? WriteIntended(
        JournalBatch batch,
        IReadOnlyList<TaskChange> changes,
        IReadOnlyList<WholeProcess> wholeProcesses,
        bool evenInMemory,
        CpuSet? leftOut = null,
        bool isOneWay = false)
    {
        JournalLine line = Intended(batch, changes) with
        {
            IsOneWay = isOneWay,
            LeftOut = leftOut is { IsEmpty: false } ? leftOut.ToString() : null,
            Whole = wholeProcesses.Count == 0 ? null : JournalTask.OfWhole(wholeProcesses),
        };
        string? problem = Write(line, evenInMemory, isDurable: batch.Id != _durableBatch);
        _durableBatch = problem is null ? batch.Id : null;
        return problem;
    }

    /// <summary>Writes down what became of the changes; if that fails it is known in this run, and what was intended stands.</summary>
    internal void WriteResults(JournalBatch batch, IReadOnlyList<JournalTask> results) =>
        Write(Line(batch, JournalLineKind.Result) with { Tasks = [.. results] }, evenInMemory: true);

    /// <summary>Writes down that a batch was taken back.</summary>
    /// <returns>A sentence when that could not be written; this run knows it all the same.</returns>
    internal string? MarkUndone(JournalBatch batch) => Mark(Line(batch, JournalLineKind.Undone));

    /// <summary>Writes down that some of a batch was left over when it was taken back.</summary>
    /// <param name="batch">The batch.</param>
    /// <param name="kept">What is left: of the batch, and of threads that inherited its value and join it by this.</param>
    /// <returns>A sentence when that could not be written; this run knows it all the same.</returns>
    internal string? MarkTried(JournalBatch batch, IReadOnlyCollection<TaskChange> kept)
    {
        HashSet<TaskKey> known = [.. batch.Changes.Select(change => change.Task)], left = [.. kept.Select(change => change.Task)];
        TaskChange[] joining = [.. kept.Where(change => !known.Contains(change.Task))];
        string? problem = joining.Length == 0 ? null : Mark(Intended(batch, joining));
        JournalLine tried = Line(batch, JournalLineKind.PartlyUndone) with
        {
            Tasks =
            [
                .. known.Where(task => !left.Contains(task))
                    .Select(task => new JournalTask { Tid = task.Tid, Start = task.StartTicks }),
            ],
        };
        return Mark(tried) ?? problem;
    }

    // The next run asks again about what this one did not write down, unless it never hears of the batch at all.
    private string? Mark(JournalLine line) =>
        Write(line, evenInMemory: true) is { } problem && _onDisk.Contains(line.Batch) ? problem : null;

    private JournalLine Line(JournalBatch batch, JournalLineKind kind) => new()
    {
        V = JournalLine.CurrentVersion,
        Kind = kind,
        Batch = batch.Id,
        Boot = _place.Boot,
        Host = _place.Host,
        Value = batch.Value,
    };

    private JournalLine Intended(JournalBatch batch, IReadOnlyList<TaskChange> changes) =>
        Line(batch, JournalLineKind.Intend) with
        {
            Time = batch.Time,
            Summary = batch.Summary,
            Tasks = [.. changes.Select(batch.Stored.Write)],
        };

    private string? Write(JournalLine line, bool evenInMemory, bool isDurable = false)
    {
        if (_file is null)
        {
            if (_whyNoFolder is null || evenInMemory)
            {
                _unwritten.Add(line);
            }

            return _whyNoFolder;
        }

        try
        {
            byte[] text = JournalLines.Write(line);
            if (line.Kind == JournalLineKind.Intend)
            {
                // What becomes of it must find room too.
                MakeRoomFor(2 * text.Length + JournalFile.ReservedBytes);
            }

            _file.Append(text, isDurable);
            KeepBesideUnwritten(line);
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

    // A journal that nobody could read any more must never be written.
    private void MakeRoomFor(int bytes)
    {
        if (_file!.WhyNoRoom(bytes) is null)
        {
            return;
        }

        _trimAbove = 0;
        TrimWhenLarge(_lastTime, _isAlive, above: 0);
        if (_file.WhyNoRoom(bytes) is { } why)
        {
            throw new IOException(why);
        }
    }

    // Lines in memory are read after those in the file: what follows one of them must, too.
    private void KeepBesideUnwritten(JournalLine line)
    {
        if (_unwritten.Exists(earlier => earlier.Batch == line.Batch))
        {
            _unwritten.Add(line);
        }
    }

    private void Read()
    {
        var history = new JournalHistory(_place);
        (ReadProblem, Damage) = (_whyNoFolder, null);
        _onDisk.Clear();
        try
        {
            byte[] text = _file?.Read() ?? [];
            int newer = 0;
            int damaged = JournalLines.Read(
                text,
                (line, _) =>
                {
                    history.Add(line);
                    _onDisk.Add(line.Batch);
                },
                (head, _) => newer += _place.IsHere(head.Host, head.Boot ?? string.Empty) ? 1 : 0);
            Damage = JournalDamage.Of(_file?.Path, damaged, newer, JournalLines.IsCutOff(text));
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

    private void TrimWhenLarge(DateTimeOffset now, Func<TaskChange, bool>? isAlive, ulong above)
    {
        if (_file?.Stamp() is not { } stamp || stamp.Bytes <= Math.Max(above, _trimAbove))
        {
            return;
        }

        try
        {
            var trim = new JournalTrim(_place, now, isAlive ?? (_ => true));
            _file.Replace(trim.Apply);
            _trimAbove = (_file.Stamp()?.Bytes ?? 0) + TrimAfterBytes;
            if (trim.Folded.All(_own.Contains))
            {
                _own.UnionWith(trim.FoldedInto);
            }
        }
        catch (IOException)
        {
            // Writing the batch says what is wrong; a journal that is only large is trimmed next time.
        }
    }
}
