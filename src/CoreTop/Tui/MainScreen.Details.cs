using CoreTop.Model.Inspection;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Details;
using CoreTop.Tui.Lines;

namespace CoreTop.Tui;

/// <content>The details of one process.</content>
internal sealed partial class MainScreen
{
    private CpuHistory? _history;

    /// <summary>The process whose details are open; null while none are.</summary>
    public DetailsState? Details { get; private set; }

    /// <summary>How busy the process of the details was since it was selected; null when that is not known.</summary>
    public CpuHistory? DetailsHistory => _history is { } history && history.Key == Details?.Process.Key ? history : null;

    /// <summary>Opens the details of the selected process, or of the selected thread's.</summary>
    public void OpenDetails()
    {
        if (Selected is not { } row || Snapshot is null)
        {
            Say("There is no task under the cursor.", StatusKind.Refused);
            return;
        }

        Details = DetailsState.Open(row, Snapshot);
        if (DetailsHistory is null)
        {
            _history = new CpuHistory(row.Process.Key);
            _history.Add(row.Process, Snapshot.Interval);
        }

        int line = Details.Thread is { } thread ? row.Process.Threads.TakeWhile(each => each.Key != thread).Count() : 0;
        Open(Overlay.Details, line);

        // The start stands in the title of every section.
        services.Pace.Inspect(new InspectionRequest(row.Process.Key, InspectedPart.Program));
        if (row.Process.Threads.Length < row.Process.ThreadCount)
        {
            // Read in turn so far; from now on at each refresh.
            services.Pace.RefreshNow();
        }
    }

    /// <summary>Goes to another section; what it shows is read when it is shown first.</summary>
    public void SwitchDetails(int step)
    {
        Details = Details?.Switch(step);
        OverlayLine = 0;
        if (Details is { Part: { } part } && !Details.Parts.ContainsKey(part))
        {
            Inspect(part);
        }
    }

    /// <summary>Reads the section anew.</summary>
    public void ReadDetailsAgain()
    {
        if (Details?.Part is { } part)
        {
            Inspect(part);
        }
    }

    /// <summary>Reads on which NUMA nodes the memory lies, and shows it.</summary>
    public void ReadMemoryNodes()
    {
        Details = Details?.Switch(DetailsSection.Memory - Details.Section);
        OverlayLine = 0;
        Inspect(InspectedPart.Memory);
    }

    public void ToggleSecrets() => Details = Details?.ToggleSecrets();

    public void ScrollDetails() => ScrollOverlay(_pressed == "Space" ? "PgDn" : _pressed);

    public void CloseDetails()
    {
        CloseOverlay();
        Details = null;
    }

    /// <summary>Takes in what was read of a process.</summary>
    public void Show(ProcessInspection inspection)
    {
        DetailsState? before = Details;
        Details = Details?.With(inspection);
        if (!ReferenceEquals(before, Details))
        {
            Changed?.Invoke();
        }
    }

    private void Inspect(InspectedPart part)
    {
        if (Details is { HasEnded: false } details)
        {
            services.Pace.Inspect(new InspectionRequest(details.Process.Key, part));
        }
    }

    // Of the process that is looked at, or of the selected one.
    private void KeepHistory(Snapshot snapshot)
    {
        Details = Details?.Next(snapshot);
        if ((Details?.Process.Key ?? Selected?.Process.Key) is not { } key)
        {
            return;
        }

        if (_history?.Key != key)
        {
            _history = new CpuHistory(key);
        }

        if (snapshot.FindProcess(key) is { } process)
        {
            _history.Add(process, snapshot.Interval);
        }
    }
}
