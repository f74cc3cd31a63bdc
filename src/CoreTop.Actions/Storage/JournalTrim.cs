using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>
/// Makes a large journal small: drops what was taken back and what was done to tasks that have ended, and folds all but the
/// newest batches into one for each kind of value. Lines of other hosts, and those that only a newer CoreTop understands, stay as they are.
/// </summary>
/// <param name="place">Where this program runs.</param>
/// <param name="now">The time.</param>
/// <param name="isAlive">The task of a change may still be taken back; when in doubt it may.</param>
internal sealed class JournalTrim(JournalPlace place, DateTimeOffset now, Func<TaskChange, bool> isAlive)
{
    /// <summary>How many bytes of newest batches are kept as they were made, so that each can be taken back alone.</summary>
    public const int NewestBytes = 2 * 1024 * 1024;

    /// <summary>Lines of other hosts are dropped only above so many bytes, and only of those that wrote nothing for long.</summary>
    public const int OthersBytes = 32 * 1024 * 1024;

    /// <summary>Less is not worth to be written again.</summary>
    private const int LeastSaved = 2 * 1024 * 1024;

    /// <summary>A host that wrote nothing for so long is taken not to come back, where there is no room for it.</summary>
    private static readonly TimeSpan SilentFor = TimeSpan.FromDays(30);

    /// <summary>A batch of which the results are missing for so long was made by a program that was killed.</summary>
    private static readonly TimeSpan InTheMakingFor = TimeSpan.FromMinutes(10);

    private readonly JournalHistory _own = new(place);
    private readonly Dictionary<string, JournalHistory> _elder = [];
    private readonly Dictionary<string, string> _elderBoots = [];
    private readonly Dictionary<string, OtherPlace> _others = [];
    private readonly Dictionary<string, int> _bytesByBatch = [];
    private readonly Dictionary<TaskKey, bool> _alive = [];
    private readonly HashSet<string> _kept = [];

    /// <summary>The batches that were folded; empty before <see cref="Apply"/>.</summary>
    public IReadOnlyList<string> Folded { get; private set; } = [];

    /// <summary>The batches that the folded became.</summary>
    public IReadOnlyList<string> FoldedInto { get; private set; } = [];

    /// <summary>What to write in place of a journal; null when that would save little.</summary>
    public byte[]? Apply(byte[] text)
    {
        JournalLines.Read(text, TakeIn, (head, bytes) => CountOther(head.Host, head.Boot ?? string.Empty, default, bytes.Length));
        foreach (JournalBatch batch in _elder.Values.SelectMany(history => history.ToBatches()))
        {
            _kept.Add(batch.Id);
            CountOther(host: null, _elderBoots[batch.Id], batch.Time, _bytesByBatch[batch.Id]);
        }

        DropSilentOthers();
        IReadOnlyList<JournalBatch> folded = ChooseBatches();
        FoldedInto = [.. folded.Select(batch => batch.Id)];
        var trimmed = new MemoryStream();
        foreach (JournalBatch batch in folded)
        {
            trimmed.Write(JournalLines.Write(FoldedLine.Of(batch, place)));
        }

        JournalLines.Read(
            text,
            (line, bytes) => trimmed.Write(IsKept(line) ? bytes : default),
            (head, bytes) => trimmed.Write(IsKept(head.Host, head.Boot ?? string.Empty) ? bytes : default));
        return text.Length - trimmed.Length >= LeastSaved ? trimmed.ToArray() : null;
    }

    private void TakeIn(JournalLine line, ReadOnlySpan<byte> bytes)
    {
        if (place.IsHere(line.Host, line.Boot))
        {
            _own.Add(line);
        }
        else if (place.HasEnded(line.Host, line.Boot))
        {
            return;
        }
        else if (line.Host is not null)
        {
            CountOther(line.Host, line.Boot, line.Time, bytes.Length);
            return;
        }
        else
        {
            // CoreTop 0.1 does not say which host it ran on, so what it finished is all that is known to be of no more use.
            if (!_elder.TryGetValue(line.Boot, out JournalHistory? history))
            {
                _elder.Add(line.Boot, history = new JournalHistory(line.Boot));
            }

            history.Add(line);
            _elderBoots[line.Batch] = line.Boot;
        }

        _bytesByBatch[line.Batch] = _bytesByBatch.GetValueOrDefault(line.Batch) + bytes.Length;
    }

    private bool IsKept(JournalLine line) => line.Host is null || place.IsHere(line.Host, line.Boot)
        ? _kept.Contains(line.Batch) && (place.IsHere(line.Host, line.Boot) || IsKept(host: null, line.Boot))
        : IsKept(line.Host, line.Boot);

    private bool IsKept(string? host, string boot) => !place.HasEnded(host, boot)
        && (!_others.TryGetValue(Name(host, boot), out OtherPlace? other) || !other.IsDropped);

    private static string Name(string? host, string boot) => host ?? $"boot {boot}";

    private void CountOther(string? host, string boot, DateTimeOffset time, int bytes)
    {
        if (!_others.TryGetValue(Name(host, boot), out OtherPlace? other))
        {
            _others.Add(Name(host, boot), other = new OtherPlace());
        }

        other.Bytes += bytes;
        other.Latest = time > other.Latest ? time : other.Latest;
    }

    // A host that still writes is never dropped, however much it writes: it trims what is its own.
    private void DropSilentOthers()
    {
        long bytes = _others.Values.Sum(other => (long)other.Bytes);
        foreach (OtherPlace other in _others.Values.OrderBy(other => other.Latest))
        {
            if (bytes <= OthersBytes || other.Latest > now - SilentFor)
            {
                return;
            }

            other.IsDropped = true;
            bytes -= other.Bytes;
        }
    }

    // The newest stay as they are while there is room for them, and those in the making in any case.
    private IReadOnlyList<JournalBatch> ChooseBatches()
    {
        JournalBatch[] batches = [.. _own.ToBatches().Where(batch => batch.Changes.Any(IsAlive))];
        int bytes = 0, newest = 0;
        for (int i = 0; i < batches.Length; i++)
        {
            bytes += _bytesByBatch[batches[i].Id];
            bool isInTheMaking = !batches[i].IsSettled && batches[i].Time > now - InTheMakingFor;
            newest = i == 0 || bytes <= NewestBytes || isInTheMaking ? i + 1 : newest;
        }

        _kept.UnionWith(batches[..newest].Select(batch => batch.Id));
        var folds = new OrderedDictionary<string, JournalFold>();
        foreach (JournalBatch batch in batches[newest..].Reverse())
        {
            if (!folds.TryGetValue(batch.Value, out JournalFold? fold))
            {
                folds.Add(batch.Value, fold = new JournalFold());
            }

            fold.Add(batch);
        }

        Folded = [.. batches[newest..].Select(batch => batch.Id)];
        return [.. folds.Values.SelectMany(fold => fold.ToBatches(IsAlive))];
    }

    private bool IsAlive(TaskChange change)
    {
        if (!_alive.TryGetValue(change.Task, out bool alive))
        {
            _alive.Add(change.Task, alive = isAlive(change));
        }

        return alive;
    }

    private sealed class OtherPlace
    {
        public int Bytes { get; set; }

        public DateTimeOffset Latest { get; set; }

        public bool IsDropped { get; set; }
    }
}
