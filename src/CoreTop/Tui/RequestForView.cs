using System.Collections.Immutable;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Panes.Job;
using CoreTop.Tui.Panes.Processes;

namespace CoreTop.Tui;

/// <summary>Says what the sampler must read for what the screen shows: of tasks in view and tagged ones, more than of others.</summary>
internal sealed class RequestForView
{
    // As many as a large screen has rows.
    private const int MostInGroups = 256;

    private HashSet<int> _pids = [];

    /// <summary>
    /// What must be read of every process beside what the list needs: environments, which say what belongs to one job and which ranks there
    /// are. A captured machine is not read again when the job view is opened.
    /// </summary>
    /// <param name="isLive">The machine is the running one.</param>
    /// <param name="hasJob">The job view is open.</param>
    public static ExtraFiles OfAll(bool isLive, bool hasJob) => hasJob || !isLive ? ExtraFiles.Environment : ExtraFiles.None;

    /// <summary>The request for what the panes show; <paramref name="last"/> again when that will do.</summary>
    public SampleRequest After(SampleRequest last, ScreenPanes panes)
    {
        ProcessesState list = panes.Processes.State;
        ListOptions options = list.Options;
        _pids.Clear();
        int end = Math.Min(list.Rows.Count, list.Cursor.Top + list.Height);
        for (int i = list.Cursor.Top; i < end; i++)
        {
            AddInView(list.Rows[i]);
        }

        foreach (ProcessRow row in list.Rows)
        {
            AddTagged(row, list.Tags);
        }

        bool hasJob = panes.Context.Panes.Has(panes.Job);
        JobState job = panes.Job.State;
        for (int i = job.Cursor.Top; hasJob && i < Math.Min(job.Rows.Count, job.Cursor.Top + job.Height); i++)
        {
            _pids.Add(job.Rows[i].Row.Process.Pid);
        }

        int? watched = panes.Details.State?.Process.Pid ?? (hasJob && job.ShowsThreads ? job.Selected?.Process.Pid : null);

        ExtraFiles ofAll = options.NeedsOfAll | OfAll(panes.Context.Services.IsLive, hasJob);
        CpuSet sensorsOf = panes.Cores.SensorsShown;
        MeterNeeds meters = panes.Context.Look.Header.Needs;
        bool allDetails = options.Filter.NeedsDetails || options.User is not null || options.IsGrouped;
        ExtraFiles shown = options.Needs;
        bool isSame = last.AllThreads == options.ListsThreads && last.AllDetails == allDetails && last.Watched == watched && last.Meters == meters
            && last.Extras == shown && last.ExtrasOfAll == ofAll && last.SensorsOf.Equals(sensorsOf);
        if (isSame && _pids.SetEquals(last.Visible))
        {
            return last;
        }

        SampleRequest request = SampleRequest.Ordinary with
        {
            AllThreads = options.ListsThreads,
            AllDetails = allDetails,
            Meters = meters,
            SensorsOf = sensorsOf,
            Extras = shown,
            ExtrasOfAll = ofAll,
            Visible = _pids,
            Watched = watched,
        };
        _pids = [];
        return request;
    }

    // The processes of a group are in view with it. Of large ones some are, and the others are read in turn, as what is out of view.
    private void AddInView(in ProcessRow row)
    {
        if (row.Group is not { } group)
        {
            _pids.Add(row.Process.Pid);
            return;
        }

        foreach (ProcessLoad member in group.Members)
        {
            if (_pids.Count >= MostInGroups)
            {
                return;
            }

            _pids.Add(member.Pid);
        }
    }

    private void AddTagged(in ProcessRow row, ImmutableHashSet<RowKey> tags)
    {
        if (row.Group is null)
        {
            if (tags.Contains(row.Key))
            {
                _pids.Add(row.Process.Pid);
            }

            return;
        }

        foreach (ProcessLoad member in tags.IsEmpty ? [] : row.Group.Members)
        {
            if (tags.Contains(new RowKey(member.Key, IsThread: false)))
            {
                _pids.Add(member.Pid);
            }
        }
    }
}
