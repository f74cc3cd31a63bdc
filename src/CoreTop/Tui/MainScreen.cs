using System.Collections.Immutable;
using CoreTop.Analysis.Judging;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tui.Affinity;
using CoreTop.Tui.Keys;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <summary>What the full-screen program shows, and what each key does to it. Owned by the UI thread; draws nothing.</summary>
internal sealed partial class MainScreen(ScreenServices services)
{
    /// <summary>The first snapshot has no rates, and the second but a moment's: what is on top after them is what a user reads.</summary>
    private const int SettlingSnapshots = 4;

    private int _settlingLeft = SettlingSnapshots;

    /// <summary>The latest snapshot; null until the first is there.</summary>
    public Snapshot? Snapshot { get; private set; }

    /// <summary>The rows of the process list, in order.</summary>
    public List<ProcessRow> Rows { get; } = [];

    public ListOptions List { get; private set; } = new();

    public ListCursor Cursor { get; private set; }

    /// <summary>Tagged rows, of tasks that still live.</summary>
    public ImmutableHashSet<RowKey> Tags { get; private set; } = [];

    public KeyPanel Panel { get; private set; } = KeyPanel.Processes;

    /// <summary>Where keys go: to the panel, or to what lies over it.</summary>
    public KeyPanel Keyboard => Overlay switch
    {
        Overlay.AffinityEditor => KeyPanel.Editor,
        Overlay.Balance => KeyPanel.Balance,
        Overlay.Explain => KeyPanel.Explain,
        Overlay.Details => KeyPanel.Details,
        Overlay.Setup => KeyPanel.Setup,
        _ => Panel,
    };

    /// <summary>What the message line says; null for nothing.</summary>
    public StatusMessage? Message { get; private set; }

    /// <summary>The question being asked; null for none.</summary>
    public Prompt? Prompt { get; private set; }

    /// <summary>What lies over the panels.</summary>
    public Overlay Overlay { get; private set; }

    /// <summary>How far the list or text in the overlay is scrolled, or which line is picked.</summary>
    public int OverlayLine { get; private set; }

    /// <summary>The most that <see cref="OverlayLine"/> can be; told by the view.</summary>
    public int LastOverlayLine { get; set; }

    public bool IsPaused { get; private set; }

    /// <summary>Characters of the command lines hidden at the left.</summary>
    public int CommandPan { get; private set; }

    /// <summary>Rows of the process list in view; told by the window.</summary>
    public int ListHeight { get; private set; } = 1;

    /// <summary>The running machine is shown; else a captured one, which is not changed.</summary>
    public bool IsLive => services.IsLive;

    /// <summary>Nothing may be changed.</summary>
    public bool IsReadOnly => services.WhyReadOnly is not null;

    /// <summary>Time between refreshes.</summary>
    public TimeSpan Delay => services.Pace.Delay;

    /// <summary>Whether refreshes come as often as that.</summary>
    public RefreshRhythm Rhythm { get; } = new();

    /// <summary>The row under the cursor; null while the list is empty.</summary>
    public ProcessRow? Selected => Cursor.Selected is not null && Cursor.Index < Rows.Count ? Rows[Cursor.Index] : null;

    /// <summary>Something to draw has changed.</summary>
    public event Action? Changed;

    /// <summary>Takes a new snapshot and what is wrong in it in, unless the screen is paused.</summary>
    public void Show(Snapshot snapshot, Diagnosis diagnosis)
    {
        (_latest, _latestAt) = ((snapshot, diagnosis), services.Time.GetTimestamp());
        Rhythm.Take(snapshot.Interval, Delay);
        TakeIn(snapshot);
        if (IsPaused)
        {
            return;
        }

        Snapshot = snapshot;
        Diagnosis = diagnosis;
        MeterHistory.Add(snapshot, Header);
        if (_settlingLeft > 0)
        {
            _settlingLeft--;
            Cursor = default;
        }

        Explained = Explained?.Next(diagnosis, snapshot);
        KeepHistory(snapshot);
        ForgetEndedTags(snapshot);
        AgeMessage();
        RefreshEditor(snapshot);
        if (Message is null or { Kind: StatusKind.Problem or StatusKind.Note })
        {
            Message = StatusMessage.Of(snapshot.Problems);
        }

        ForgetEndedFolds(snapshot);
        _memory.Changes.Take(snapshot, List.ChangesMarkedFor);
        Arrange(IsHeld);
        KeepFollowing(snapshot);
    }

    /// <summary>Says that the machine could not be read; what is shown stays.</summary>
    public void ShowFailure(string sentence)
    {
        _latest = null;
        Diagnosis = Diagnosis.Nothing;
        Say(sentence, StatusKind.Problem);
    }

    /// <summary>The list now has this many rows in view; the window that says so draws anyway.</summary>
    public void SetListHeight(int height)
    {
        ListHeight = Math.Max(1, height);
        Cursor = Cursor.Follow(Rows, ListHeight);
    }

    /// <summary>Does what the key does, here and now; nothing for a key without a meaning.</summary>
    public void Press(string keyName, string? typed)
    {
        _settlingLeft = 0;
        if (Prompt is not null)
        {
            AnswerPrompt(keyName, typed);
        }
        else if (Overlay == Overlay.Menu)
        {
            PressInMenu(keyName, typed);
        }
        else if (Overlay == Overlay.Help)
        {
            PressInOverlay(keyName);
        }
        else if (KeyCommands.Find(keyName, Keyboard) is { } command)
        {
            _pressed = keyName;
            Run(command);
        }
    }

    /// <summary>Adds pasted text to the answer being typed. Where none is, it is dropped: its letters are not commands.</summary>
    public void Paste(string text)
    {
        if (Prompt is { IsYesOrNo: false } prompt)
        {
            Type(prompt, prompt.Text + string.Concat(text.Where(character => !char.IsControl(character))));
            Changed?.Invoke();
        }
    }

    /// <summary>Runs a command, or says why it cannot be run now.</summary>
    public void Run(KeyCommand command)
    {
        if (command.WhyNot?.Invoke(this) is { } why)
        {
            Say(why, StatusKind.Refused);
            return;
        }

        command.Run(this);
        Changed?.Invoke();
    }

    public void MoveCursor(int rowsDown) => Place(Cursor.Move(Rows, rowsDown, ListHeight));

    public void MoveCursorPage(int pages) => MoveCursor(pages * Math.Max(1, ListHeight - 1));

    public void MoveCursorTo(int row) => Place(Cursor.MoveTo(Rows, row, ListHeight));

    public void ClickRow(int row)
    {
        Panel = KeyPanel.Processes;
        if (row < Rows.Count)
        {
            MoveCursorTo(row);
        }
    }

    /// <summary>Sorts by the column; turns the order round when it sorts already.</summary>
    public void ClickHeading(ProcessColumn column)
    {
        if (column == List.Sort)
        {
            ReverseSort();
        }
        else
        {
            SortBy(column);
        }
    }

    public void SortBy(ProcessColumn column) => Choose(List with { Sort = column, IsReversed = false });

    /// <summary>Sorts by the shown column so many further to the right; by the first when the one that sorts is not shown.</summary>
    public void SortByNeighbour(int step)
    {
        int sorts = List.Columns.IndexOf(List.Sort);
        int index = sorts < 0 ? 0 : sorts + step;
        if (index >= 0 && index < List.Columns.Length)
        {
            SortBy(List.Columns[index]);
        }
    }

    public void ReverseSort() => Choose(List with { IsReversed = !List.IsReversed });

    public void ToggleThreads()
    {
        Choose(List with { ShowsThreads = !List.ShowsThreads });
        services.Pace.RefreshNow();
    }

    public void ToggleKernelThreads() => Choose(List with { ShowsKernelThreads = !List.ShowsKernelThreads });

    public void ToggleIdle() => Choose(List with { HidesIdle = !List.HidesIdle });

    public void TogglePause()
    {
        IsPaused = !IsPaused;
        Say(IsPaused ? "Paused: Z goes on." : "Goes on.", StatusKind.Done);
    }

    public void Redraw() => services.Redraw();

    public void Quit() => services.Quit();

    public void SwitchPanel()
    {
        Panel = Panel == KeyPanel.Processes ? KeyPanel.Cores : KeyPanel.Processes;
        Changed?.Invoke();
    }

    public void ToggleTag()
    {
        if (Selected is { } row)
        {
            Tags = Tags.Contains(row.Key) ? Tags.Remove(row.Key) : Tags.Add(row.Key);
            MoveCursor(1);
        }
    }

    /// <summary>Tags the selected process and every process that descends from it.</summary>
    public void TagWithChildren()
    {
        if (Selected is not { } row || Snapshot is null)
        {
            return;
        }

        List<ProcessLoad> family = AffinityTargets.Family(Snapshot, [row.Process.Pid]);
        Tags = Tags.Union(family.Select(process => new RowKey(process.Key, IsThread: false)));
        Say($"{family.Count} tagged.", StatusKind.Done);
    }

    public void Untag()
    {
        Tags = [];
        Changed?.Invoke();
    }

    public void AskDelay() => Ask(new Prompt(
        "Delay in seconds:", "Enter sets, Esc closes", string.Empty, Changed: null, SetDelay));

    public void ShowHelp() => Open(Overlay.Help, line: 0);

    /// <summary>Takes away, one a key press: the message, then of what narrows the list the narrowest: CPU, filter, user.</summary>
    public void Escape()
    {
        // What it said itself is not in its own way.
        if (Message is not null && Message != _saidByEscape)
        {
            Message = null;
            Changed?.Invoke();
            return;
        }

        Message = null;
        if (List.LastCpu is not null)
        {
            Widen(List with { LastCpu = null }, "Tasks of all CPUs are shown again.");
        }
        else if (List.Filter != RowFilter.None)
        {
            Widen(List with { Filter = RowFilter.None }, $"The filter {List.Filter.Text} is taken away.");
        }
        else if (List.User is not null)
        {
            Widen(List with { User = null }, "Processes of all users are shown again.");
        }

        Changed?.Invoke();
    }

    private string _pressed = string.Empty;
    private StatusMessage? _saidByEscape;
    private string? _notice;

    private void Widen(ListOptions options, string sentence)
    {
        Choose(options);
        Say(sentence, StatusKind.Done);
        _saidByEscape = Message;
    }

    /// <summary>Says something behind the next sentence.</summary>
    public void Notice(string sentence) => _notice = sentence;

    private void Say(string text, StatusKind kind)
    {
        Message = _notice is { } notice ? new StatusMessage($"{text} {notice}", StatusKind.Refused) : new StatusMessage(text, kind);
        _notice = null;
        Changed?.Invoke();
    }

    private void Choose(ListOptions options)
    {
        List = options;
        Arrange(isHeld: false);
    }

    private void Place(ListCursor cursor)
    {
        _settlingLeft = 0;
        _movedAt = services.Time.GetTimestamp();
        Followed = null;
        Cursor = cursor;
        Changed?.Invoke();
    }

    private void Arrange(bool isHeld)
    {
        if (Snapshot is not null)
        {
            _memory.IsHeld = isHeld;
            ProcessRows.Fill(Rows, Snapshot, List, _memory);
            Cursor = Cursor.Follow(Rows, ListHeight);
        }

        Changed?.Invoke();
    }

    private void ForgetEndedTags(Snapshot snapshot)
    {
        if (Tags.IsEmpty)
        {
            return;
        }

        var living = new HashSet<RowKey>();
        foreach (ProcessLoad process in snapshot.Processes)
        {
            living.Add(new RowKey(process.Key, IsThread: false));
            foreach (TaskLoad thread in process.Threads)
            {
                living.Add(new RowKey(thread.Key, IsThread: true));
            }
        }

        Tags = Tags.Intersect(living);
    }

    private string? SetDelay(string text)
    {
        if (SettingsTable.ReadDelay(text) is not { } delay)
        {
            return $"\"{text}\" is no delay: give seconds from {SettingsTable.LeastDelay} to {SettingsTable.MostDelay}.";
        }

        services.Pace.Delay = delay;
        return null;
    }

    private void Ask(Prompt prompt)
    {
        Prompt = prompt;
        Changed?.Invoke();
    }

    private void AnswerPrompt(string keyName, string? typed)
    {
        Prompt prompt = Prompt!;
        switch (keyName)
        {
            case "Esc":
            case "n" or "N" or "q" when prompt.IsYesOrNo:
                Prompt = null;
                prompt.Refused?.Invoke();
                break;
            case "y" or "Y" when prompt.IsYesOrNo:
                Prompt = null;
                prompt.Accepted(keyName);
                break;
            case "Ctrl-C":
                Quit();
                break;
            case not null when prompt.IsYesOrNo:
                break;
            case "Enter":
                if (prompt.Accepted(prompt.Text) is { } whyNot)
                {
                    Message = new StatusMessage(whyNot, StatusKind.Refused);
                }
                else if (ReferenceEquals(Prompt, prompt))
                {
                    Prompt = null;
                }

                break;
            case "Backspace" when prompt.Text.Length > 0:
                Type(prompt, prompt.Text[..^1]);
                break;
            case "Backspace":
                break;
            case "F3" or "Shift-F3" when prompt.Again is { } again:
                again(keyName == "F3" ? 1 : -1);
                break;
            case "Ctrl-U":
                Type(prompt, string.Empty);
                break;
            default:
                if (typed is not null)
                {
                    Type(prompt, prompt.Text + typed);
                }

                break;
        }

        Changed?.Invoke();
    }

    private void Type(Prompt prompt, string text)
    {
        Prompt = prompt with { Text = text, Wrong = prompt.Check?.Invoke(text) };
        prompt.Changed?.Invoke(text);
    }

    private void Open(Overlay overlay, int line)
    {
        (Overlay, OverlayLine, LastOverlayLine) = (overlay, line, int.MaxValue);
        Changed?.Invoke();
    }

    // Help lies over the other overlays, too.
    private void CloseOverlay() => Overlay = Overlay != Overlay.Help ? Overlay.None
        : Edit is not null ? Overlay.AffinityEditor
        : Balance is not null ? Overlay.Balance
        : Explained is not null ? Overlay.Explain
        : Details is not null ? Overlay.Details
        : Setup is not null ? Overlay.Setup
        : Overlay.None;

    private void PressInOverlay(string keyName)
    {
        switch (keyName)
        {
            case "Esc" or "q" or "F10" or "F1" or "h" or "?" or "Enter" or "Space":
                CloseOverlay();
                break;
            case "Ctrl-C":
                Quit();
                break;
            default:
                ScrollOverlay(keyName);
                break;
        }

        Changed?.Invoke();
    }

    private void ScrollOverlay(string keyName)
    {
        string moves = keyName switch
        {
            "k" => "Up",
            "j" => "Down",
            _ => keyName,
        };
        OverlayLine = Math.Clamp(LineKeys.Move(moves, OverlayLine), 0, LastOverlayLine);
    }
}
