using CoreTop.Analysis.Judging;
using CoreTop.Listing.Rows;
using CoreTop.Model.Tasks;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>Which rows are of the finding that the screen shows: the worst one.</summary>
internal sealed class FindingMarks
{
    private readonly HashSet<TaskKey> _tasks = [];
    private readonly HashSet<int> _pids = [];

    /// <summary>Takes in what is newly wrong.</summary>
    public void Take(Diagnosis diagnosis)
    {
        _tasks.Clear();
        _pids.Clear();
        if (diagnosis.Findings is not [Finding shown, ..])
        {
            return;
        }

        foreach (FindingTask task in shown.Tasks)
        {
            _tasks.Add(task.Key);
            _pids.Add(task.Pid);
        }
    }

    /// <summary>The process, or a thread of it, is of the finding.</summary>
    public bool HasProcess(int pid) => _pids.Contains(pid);

    /// <summary>The row's thread is of the finding or, for a process's row, any of its threads.</summary>
    public bool Has(in ProcessRow row) =>
        _pids.Count > 0 && _pids.Contains(row.Process.Pid) && (row.Thread is null || _tasks.Contains(row.Thread.Key));
}
