using System.Collections.Immutable;
using System.CommandLine;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Listing.Jobs;
using CoreTop.Model.Placement;
using CoreTop.Model.Sampling;
using CoreTop.Model.Tasks;

namespace CoreTop.Cli;

/// <summary><c>coretop job</c>.</summary>
internal static class JobCommand
{
    private static readonly SampleRequest Wanted = SampleRequest.Everything with { Switches = false, ExtrasOfAll = ExtraFiles.Environment };

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        using Machine machine = MachineValues.Open(line, host);

        // Where tasks are now takes one look; of a captured machine the last reading has the environments.
        Snapshot snapshot = machine.IsLive
            ? MachineValues.ReadOnce(machine, Wanted)
            : MachineValues.ReadTwice(machine, Wanted, TimeSpan.Zero, host);
        return Print(snapshot, machine.IsLive ? Environment.ProcessId : null, machine.IsLive, line, host);
    }

    /// <summary>Prints the jobs; what could not be read, and PIDs that are not there, are said on stderr.</summary>
    /// <param name="snapshot">The machine.</param>
    /// <param name="ownPid">This program's PID; null on a captured machine.</param>
    /// <param name="isLive">It is the running machine.</param>
    /// <param name="line">The command line.</param>
    /// <param name="host">The world around.</param>
    public static int Print(Snapshot snapshot, int? ownPid, bool isLive, ParseResult line, CliHost host)
    {
        IReadOnlyList<int> pids = line.GetValue(CliOptions.JobPids) ?? [];
        FoundTargets targets = ChangeTargets.Find(snapshot, pids, AffinityScope.Process, ownPid);
        var finder = new JobFinder(snapshot, ownPid);
        ImmutableArray<TaskJob> jobs = pids.Count == 0 ? finder.All() : JobsOf(targets.Tasks.Cast<ProcessLoad>(), finder);
        bool withThreads = line.GetValue(CliOptions.Threads);
        if (line.GetValue(CliOptions.Json))
        {
            host.Write(DocumentJson.ToUtf8(JobDocument.From(snapshot, jobs, withThreads)));
        }
        else if (!jobs.IsEmpty)
        {
            host.WriteText(JobText.Of(snapshot, jobs, withThreads, host.OutputWidth), line);
        }

        host.SayProblems(snapshot);
        foreach ((int pid, string why) in targets.Missing)
        {
            host.Say($"{pid} {why}.");
        }

        if (Unread(pids.Count == 0 ? snapshot.Processes : jobs.SelectMany(job => job.Processes), isLive) is { } unread)
        {
            host.Say(unread);
        }

        return pids.Count > 0 ? ExitCode.OfMissing(targets.Missing.Count, pids.Count)
            : jobs.IsEmpty ? host.Fail("no job is known here: no process has a rank or a job in its environment, or is in the cgroup of a job. "
                + "Name a process: coretop job PID.")
            : ExitCode.Done;
    }

    // Each process once, with the job of the PID that is named first.
    private static ImmutableArray<TaskJob> JobsOf(IEnumerable<ProcessLoad> processes, JobFinder finder)
    {
        var jobs = ImmutableArray.CreateBuilder<TaskJob>();
        var shown = new HashSet<TaskKey>();
        foreach (ProcessLoad process in processes)
        {
            TaskJob job = finder.Of(process);
            job = job with { Processes = [.. job.Processes.Where(each => shown.Add(each.Key))] };
            if (!job.Processes.IsEmpty)
            {
                jobs.Add(job);
            }
        }

        return jobs.ToImmutable();
    }

    private static string? Unread(IEnumerable<ProcessLoad> processes, bool isLive)
    {
        int all = 0, unread = 0;
        foreach (ProcessLoad process in processes)
        {
            if (!process.IsKernelThread && process.State != TaskState.Zombie && process.Extras?.Tried.HasFlag(ExtraFiles.Environment) == true)
            {
                all++;
                unread += process.Extras.JobVariables is null ? 1 : 0;
            }
        }

        return unread == 0 ? null
            : isLive ? $"the kernel does not let this user read the environment of {unread} of {all} processes: what ranks they have is not known."
            : $"the environment of {unread} of {all} processes was not saved: what ranks they have is not known.";
    }
}
