using CoreTop.Analysis.Judging;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;
using CoreTop.Verdict;

namespace CoreTop.Tui.Screen;

/// <summary>The finding that the screen speaks of: the one the list is narrowed to or else the worst; and the narrowing itself.</summary>
/// <param name="readings">What is wrong.</param>
/// <param name="messages">Says what was done.</param>
/// <param name="services">Has threads read.</param>
/// <param name="tasks">The process list.</param>
internal sealed class FindingInView(Readings readings, Messages messages, ScreenServices services, Func<ITaskSelection> tasks)
{
    private readonly TaskSetMemory _tasks = new();
    private Diagnosis? _seen;
    private Finding? _shown;
    private Finding? _tasksOf;
    private Finding? _narrowed;
    private bool _isOver;

    /// <summary>The finding; null when nothing is wrong.</summary>
    public Finding? Shown
    {
        get
        {
            if (!ReferenceEquals(_seen, readings.Diagnosis))
            {
                _seen = readings.Diagnosis;
                _shown = (_narrowed is null ? null : Again(_narrowed)) ?? (_seen.Findings is [Finding worst, ..] ? worst : null);
            }

            return _shown;
        }
    }

    /// <summary>Its tasks; the same set for as long as they are the same tasks.</summary>
    public TaskSet Tasks
    {
        get
        {
            if (!ReferenceEquals(_tasksOf, Shown))
            {
                _tasksOf = Shown;
                _tasks.Of(_tasksOf is null ? [] : _tasksOf.Tasks.Select(static task => (task.Key, task.Pid)));
            }

            return _tasks.Last;
        }
    }

    /// <summary>The list is narrowed to the tasks of a finding.</summary>
    public bool IsNarrowed => _narrowed is not null;

    /// <summary>Where it stands among the findings, such as <c>2/3</c>, while the list is narrowed to it; null otherwise.</summary>
    public string? Place => _narrowed is not null && !_isOver && Shown is { } shown
        ? $"{readings.Diagnosis.Findings.IndexOf(shown) + 1}/{readings.Diagnosis.Findings.Length}"
        : null;

    /// <summary>What narrows the list, in a word or two; empty while it is not narrowed to a finding.</summary>
    public string Narrowing => _narrowed is null ? string.Empty : $" {_narrowed.Rule.Name}{(_isOver ? ", over" : string.Empty)} ";

    /// <summary>Narrows the list to the tasks of the worst finding or, where it is, of the next one; after the last it shows all.</summary>
    public void Next()
    {
        Diagnosis diagnosis = readings.Diagnosis;
        int from = _narrowed is null || _isOver ? 0 : diagnosis.Findings.IndexOf(Shown!) + 1;
        if (NextFrom(from) is { } next)
        {
            Narrow(diagnosis.Findings[next], next);
        }
        else if (_narrowed is not null)
        {
            ShowAll();
        }
        else if (diagnosis.Findings.IsEmpty)
        {
            messages.SayAllIsWell("Nothing is wrong: there is no finding whose tasks could be shown.", StatusKind.Refused);
        }
        else
        {
            messages.Say("No finding names single tasks: x explains what is wrong.", StatusKind.Refused);
        }
    }

    /// <summary>Shows all tasks again.</summary>
    public void ShowAll()
    {
        string name = _narrowed is null ? string.Empty : $", not only those of {FindingText.Name(_narrowed)}";
        Forget();
        tasks().Choose(tasks().Options with { Only = null });
        messages.Say($"All tasks are shown again{name}.", StatusKind.Done);
    }

    /// <summary>Takes in what is newly shown: the tasks of the finding may be others, and when it is over that is said.</summary>
    /// <param name="options">What the list shows.</param>
    /// <returns>What it is to show.</returns>
    public ListOptions After(ListOptions options)
    {
        if (_narrowed is null)
        {
            return options;
        }

        if (Again(_narrowed) is { } still)
        {
            (_narrowed, _isOver) = (still, false);
            return ReferenceEquals(options.Only, Tasks) ? options : options with { Only = Tasks };
        }

        if (!_isOver)
        {
            _isOver = true;
            SayOver(options.Only ?? TaskSet.None);
        }

        return options;
    }

    private Finding? Again(Finding finding)
    {
        foreach (Finding each in readings.Diagnosis.Findings)
        {
            if (each.Rule == finding.Rule && each.Subject == finding.Subject)
            {
                return each;
            }
        }

        return null;
    }

    private int? NextFrom(int index)
    {
        Diagnosis diagnosis = readings.Diagnosis;
        for (int i = index; i < diagnosis.Findings.Length; i++)
        {
            if (!diagnosis.Findings[i].Tasks.IsEmpty)
            {
                return i;
            }
        }

        return null;
    }

    private void Narrow(Finding finding, int index)
    {
        bool needsThreads = !tasks().Options.ListsThreads;
        Forget();
        _narrowed = finding;
        tasks().Choose(tasks().Options with { Only = Tasks });
        if (needsThreads && Tasks.HasThreads)
        {
            services.Pace.RefreshNow();
        }

        int all = readings.Diagnosis.Findings.Length;
        string which = all == 1 ? string.Empty : $" (finding {index + 1} of {all})";
        string those = Tasks.Count == 1 ? "the task" : $"the {Tasks.Count} tasks";
        string then = NextFrom(index + 1) is null ? "X shows all" : "X goes to the next finding";
        messages.Say(
            $"Only {those} of {FindingText.Name(finding)}{which} {(Tasks.Count == 1 ? "is" : "are")} shown; {then}.{Hidden()}", StatusKind.Done);
    }

    // Whatever else narrows the list still does.
    private string Hidden()
    {
        var seen = new HashSet<TaskKey>();
        foreach (ProcessRow row in tasks().Rows)
        {
            if (row.Group is { } group)
            {
                seen.UnionWith(group.Members.Select(static member => member.Key).Where(Tasks.Has));
            }
            else if (!row.Is(RowTraits.Context) && Tasks.Has(row.Task.Key))
            {
                seen.Add(row.Task.Key);
            }
        }

        int hidden = Tasks.Count - seen.Count;
        return hidden > 0 && IsNarrowedOtherwise(tasks().Options)
            ? $" {Count.Of(hidden, "of them is", "of them are")} hidden by what else narrows the list: Esc takes that away."
            : string.Empty;
    }

    private static bool IsNarrowedOtherwise(ListOptions options) =>
        options.HidesIdle || options.Pids is not null || (options with { Only = null }).IsNarrowed;

    private void SayOver(TaskSet last)
    {
        string over = $"Over: {FindingText.Name(_narrowed!)}. Its {Count.Of(last.Count, "task")} stay in view; Esc shows all.";
        bool isSaid = messages.Current is { Kind: StatusKind.Done or StatusKind.Refused };
        messages.Say(isSaid ? $"{messages.Current!.Text} {over}" : over, isSaid ? messages.Current!.Kind : StatusKind.Done);
    }

    private void Forget() => (_narrowed, _isOver, _seen) = (null, false, null);
}
