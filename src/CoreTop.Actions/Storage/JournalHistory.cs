using System.Collections.Immutable;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;

namespace CoreTop.Actions.Storage;

/// <summary>Makes batches of lines, in the order in which they were written.</summary>
/// <param name="place">Whose batches count.</param>
internal sealed class JournalHistory(JournalPlace place)
{
    private readonly List<Entry> _entries = [];
    private readonly Dictionary<string, Entry> _byId = [];

    /// <summary>Takes in the batches of a boot, on whichever host.</summary>
    public JournalHistory(string boot)
        : this(new JournalPlace((string?)null, boot))
    {
    }

    /// <summary>Takes in the next line.</summary>
    public void Add(JournalLine line)
    {
        if (!place.IsHere(line.Host, line.Boot))
        {
            return;
        }

        if (!_byId.TryGetValue(line.Batch, out Entry? entry))
        {
            if (line.Kind != JournalLineKind.Intend)
            {
                return;
            }

            entry = new Entry(line);
            _byId.Add(line.Batch, entry);
            _entries.Add(entry);
        }

        entry.Add(line);
    }

    /// <summary>The batches that can be taken back, newest first.</summary>
    public IReadOnlyList<JournalBatch> ToBatches()
    {
        var batches = new List<JournalBatch>(_entries.Count);
        for (int i = _entries.Count - 1; i >= 0; i--)
        {
            if (_entries[i].ToBatch() is { } batch)
            {
                batches.Add(batch);
            }
        }

        return batches;
    }

    private static TaskKey Key(JournalTask task) => new(task.Tid, task.Start);

    // Sound lines hold a cpulist there.
    private static CpuSet Cpus(string? list) => CpuList.TryParse(list ?? string.Empty, out CpuSet cpus) ? cpus : CpuSet.Empty;

    private sealed class Entry(JournalLine first)
    {
        private readonly StoredValue _value = StoredValues.Find(first.Value)!;
        private readonly OrderedDictionary<TaskKey, TaskChange> _changes = [];
        private readonly Dictionary<TaskKey, TaskChange> _intended = [];
        private readonly Dictionary<TaskKey, TaskChange?> _before = [];
        private readonly Dictionary<TaskKey, ulong> _whole = [];
        private readonly HashSet<TaskKey> _unsettled = [];
        private CpuSet _leftOut = CpuSet.Empty;
        private bool _isRecorded;
        private bool _wasTried;
        private bool _isOneWay = true;

        public void Add(JournalLine line)
        {
            if (StoredValues.Find(line.Value) != _value)
            {
                return;
            }

            switch (line.Kind)
            {
                case JournalLineKind.Intend:
                    Intend(line);
                    break;
                case JournalLineKind.Result:
                    foreach (JournalTask task in line.Tasks)
                    {
                        Settle(task);
                    }

                    break;
                case JournalLineKind.PartlyUndone:
                    _wasTried = true;
                    foreach (JournalTask task in line.Tasks)
                    {
                        _changes.Remove(Key(task));
                    }

                    break;
                default:
                    _changes.Clear();
                    break;
            }
        }

        public JournalBatch? ToBatch() => _changes.Count == 0
            ? null
            : new JournalBatch(first.Batch, first.Time, first.Summary!, [.. _changes.Values])
            {
                WholeProcesses = [.. _whole.Select(whole => ToWhole(whole.Key, whole.Value))],
                Value = _value.Name,
                LeftOut = _leftOut,
                IsOneWay = _isOneWay,
                IsRecorded = _isRecorded,
                WasTried = _wasTried,
                Folded = first.Folded,
                IsSettled = first.Folded > 0 || _unsettled.Count == 0,
            };

        private WholeProcess ToWhole(TaskKey leader, ulong latestStartTicks) =>
            new(leader, latestStartTicks) { LeaderChange = _intended.GetValueOrDefault(leader) };

        private void Intend(JournalLine line)
        {
            _leftOut = _leftOut.Union(Cpus(line.LeftOut));
            _isOneWay &= line.IsOneWay;
            foreach (JournalTask leader in line.Whole ?? [])
            {
                // Where the latest start is not given, no thread counts as born since.
                _whole.TryAdd(Key(leader), leader.Latest ?? ulong.MaxValue);
            }

            foreach (JournalTask task in line.Tasks)
            {
                TaskKey key = Key(task);
                TaskChange? before = _changes.GetValueOrDefault(key);
                _before[key] = before;
                TaskChange intended = before is not null ? _value.WithTo(before, task.To!, task.IsRelease) : _value.Read(task);
                (_changes[key], _intended[key]) = (intended, intended);
                _unsettled.Add(key);
            }
        }

        // The batch may have been taken back, by another program, while it was being made: a task that was changed after all
        // needs undo again.
        private void Settle(JournalTask task)
        {
            TaskKey key = Key(task);
            _unsettled.Remove(key);
            if (!_intended.TryGetValue(key, out TaskChange? intended))
            {
                return;
            }

            if (task.To is not null)
            {
                intended = _value.WithTo(intended, task.To);
                (_changes[key], _intended[key]) = (intended, intended);
                _isRecorded |= task.IsRecorded;
            }
            else if (_before[key] is not { } before)
            {
                _changes.Remove(key);
                _intended.Remove(key);
            }
            else
            {
                _intended[key] = before;
                if (_changes.ContainsKey(key))
                {
                    _changes[key] = before;
                }
            }
        }
    }
}
