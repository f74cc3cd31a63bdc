using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using CoreTop.Listing.Jobs;
using CoreTop.Listing.Rows;
using CoreTop.Model.Cpus;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;
using CoreTop.Model.Words;

namespace CoreTop.Cli.Text;

/// <summary>What <c>coretop job</c> prints for people: a line for each rank or task, with its binding as launchers of ranks draw it.</summary>
internal static class JobText
{
    private const string Unknown = "-";

    /// <summary>Makes the text.</summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="jobs">The jobs, each with a table.</param>
    /// <param name="withThreads">A line for each thread; else for each process.</param>
    /// <param name="width">Where lines are cut; null for nowhere.</param>
    public static string Of(Snapshot snapshot, ImmutableArray<TaskJob> jobs, bool withThreads, int? width)
    {
        var text = new StringBuilder();
        foreach ((int index, TaskJob job) in jobs.Index())
        {
            text.Append(index > 0 ? "\n" : string.Empty);
            Append(text, snapshot, job, withThreads, width);
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Snapshot snapshot, TaskJob job, bool withThreads, int? width)
    {
        List<ProcessRow> rows = JobFinder.Rows(job.Processes, withThreads);
        string threads = withThreads ? $", {Count.Of(rows.Count, "thread")}" : string.Empty;
        text.Append(PlainText.Cut($"{Count.Of(job.Processes.Length, job.HasRanks ? "rank" : "process", job.HasRanks ? null : "processes")} of {job.Name}{threads}", width))
            .Append('\n');
        AppendTable(text, snapshot, rows, withThreads, width);
        AppendCrowds(text, JobCrowd.Find(rows, snapshot), width);
        int mixed = withThreads ? 0 : job.Processes.Count(process => process.IsAffinityMixed);
        if (mixed > 0)
        {
            AppendLine(
                text,
                $"The threads of {Count.Of(mixed, "process", "processes")} differ in affinity, and all of theirs together are shown: --threads shows each.",
                width);
        }
    }

    // CPUs with as many tasks each are said together.
    private static void AppendCrowds(StringBuilder text, ImmutableArray<JobCrowd> crowds, int? width)
    {
        foreach (IGrouping<(CpuSet? Several, int Tasks, int Others), JobCrowd> alike in crowds.GroupBy(
            crowd => (crowd.Cpus.Count == 1 ? null : crowd.Cpus, crowd.Tasks, crowd.Others)))
        {
            CpuSet cpus = alike.Aggregate(CpuSet.Empty, (all, crowd) => all.Union(crowd.Cpus));
            bool areSeveral = alike.Count() > 1;
            string tasks = Count.Of(alike.Key.Tasks, "task");
            string others = alike.Key.Others == 0 ? string.Empty : $", {alike.Key.Others} of them not of this job";
            string elsewhere = areSeveral || cpus.Count == 1 ? "no other CPU" : "no other CPUs";
            AppendLine(text, $"{Count.Cpus(cpus)} {Count.Are(cpus.Count)} crowded: {tasks}{(areSeveral ? " on each" : string.Empty)} may run on {elsewhere}{others}.", width);
        }
    }

    private static void AppendTable(StringBuilder text, Snapshot snapshot, List<ProcessRow> rows, bool withThreads, int? width)
    {
        string host = snapshot.Host.Name.Length > 0 ? snapshot.Host.Name : Unknown;
        var table = new TextTable(
        [
            ("HOST", true), ("RANK", false), (withThreads ? "THREAD" : "THREADS", false), ("PID", false),
            .. withThreads ? [("TID", false)] : Array.Empty<(string, bool)>(),
            ("S", true), ("CPU", false), ("AFFINITY", true), ("COMMAND", true), ("BINDING", true),
        ]);
        int pid = 0, thread = 0;
        foreach (ProcessRow row in rows)
        {
            thread = row.Process.Pid == pid ? thread + 1 : 0;
            pid = row.Process.Pid;
            table.Add(
            [
                host,
                TaskJob.RankOf(row.Process) is { } rank ? Number(rank) : Unknown,
                Number(withThreads ? thread : row.Process.ThreadCount),
                Number(pid),
                .. withThreads ? [Number(row.Task.Key.Tid)] : Array.Empty<string>(),
                row.Task.State.Letter().ToString(),
                row.Task.LastCpu.ToString(),
                row.Task.Affinity?.ToString() ?? Unknown,
                row.Task.Name,
                row.Task.Affinity is { } affinity ? BindingText.Of(snapshot.Topology, affinity) : Unknown,
            ]);
        }

        table.AppendTo(text, width);
    }

    private static void AppendLine(StringBuilder text, string line, int? width) => text.Append(PlainText.Cut(line, width)).Append('\n');

    private static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
