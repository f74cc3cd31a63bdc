using CoreTop.Kernel;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui;

/// <summary>Says what the sampler must read for what the screen shows: of tasks in view and tagged ones, more than of others.</summary>
internal sealed class RequestForView
{
    private HashSet<int> _pids = [];

    /// <summary>The request for the screen as it is; <paramref name="last"/> again when that will do.</summary>
    public SampleRequest After(SampleRequest last, MainScreen screen)
    {
        _pids.Clear();
        int end = Math.Min(screen.Rows.Count, screen.Cursor.Top + screen.ListHeight);
        for (int i = screen.Cursor.Top; i < end; i++)
        {
            _pids.Add(screen.Rows[i].Process.Pid);
        }

        foreach (ProcessRow row in screen.Rows)
        {
            if (screen.Tags.Contains(row.Key))
            {
                _pids.Add(row.Process.Pid);
            }
        }

        int? watched = screen.Details?.Process.Pid;
        MeterNeeds meters = screen.Header.Needs;
        bool allDetails = screen.List.Filter.NeedsDetails || screen.List.User is not null;
        ExtraFiles shown = screen.List.Needs;
        bool isSame = last.AllThreads == screen.List.ShowsThreads && last.AllDetails == allDetails && last.Watched == watched && last.Meters == meters
            && last.Extras == shown && last.ExtrasOfAll == screen.List.Sort.Needs;
        if (isSame && _pids.SetEquals(last.Visible))
        {
            return last;
        }

        SampleRequest request = SampleRequest.Ordinary with
        {
            AllThreads = screen.List.ShowsThreads,
            AllDetails = allDetails,
            Meters = meters,
            Extras = shown,
            ExtrasOfAll = screen.List.Sort.Needs,
            Visible = _pids,
            Watched = watched,
        };
        _pids = [];
        return request;
    }
}
