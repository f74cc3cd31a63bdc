using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Processes;

/// <summary>What keeps processes from being known, counted over a reading and said in its end.</summary>
internal sealed class ReadingProblems(KernelFiles files)
{
    private int _denied;
    private int _malformed;
    private int _malformedPid;
    private int _withWait;
    private int _withoutWait;
    private bool? _isContainer;

    /// <summary>At the last reading, tasks ran on the machine that could not be listed, as far as that is known.</summary>
    public bool AreTasksHidden { get; private set; }

    /// <summary>Begins a reading.</summary>
    public void Begin()
    {
        _denied = 0;
        _malformed = 0;
        (_withWait, _withoutWait) = (0, 0);
    }

    /// <summary>The files of a process could not be read.</summary>
    public void AddUnreadable(FileStatus status) => _denied += status == FileStatus.Denied ? 1 : 0;

    /// <summary>The files of a process do not read as documented.</summary>
    public void AddMalformed(int pid)
    {
        _malformed++;
        _malformedPid = pid;
    }

    /// <summary>A process ran, so the kernel would say how long it waited, if it says that at all.</summary>
    public void AddActive(ProcessSample process)
    {
        if (HasWait(process))
        {
            _withWait++;
        }
        else
        {
            _withoutWait++;
        }
    }

    /// <summary>Says what was met.</summary>
    /// <param name="problems">What is said is added.</param>
    /// <param name="isFirstListed">The first process is among those listed, or nothing could be listed.</param>
    public void Report(List<ReadProblem> problems, bool isFirstListed)
    {
        bool isHidden = _denied > 0;
        if (_denied > 0)
        {
            problems.Add(new ReadProblem("/proc", $"{_denied} processes may not be read by this user (hidepid) and are not shown."));
        }
        else if (files.IsLive && !isFirstListed)
        {
            // Every namespace has a first process for as long as it has any.
            isHidden = true;
            problems.Add(new ReadProblem(
                "/proc", "Processes of other users are hidden from this user (hidepid): what they do is neither known nor shown."));
        }

        if (_withoutWait > 0 && _withWait == 0)
        {
            problems.Add(new ReadProblem(
                "/proc/PID/schedstat", "This kernel does not say how long tasks wait for a CPU, so pile-ups cannot be found.")
            {
                IsByDesign = true,
            });
        }

        _isContainer ??= files.IsLive && PidNamespace.IsInner(files);
        AreTasksHidden = isHidden || _isContainer.Value;
        if (_isContainer.Value)
        {
            problems.Add(new ReadProblem(
                "/proc", "Processes outside this container (PID namespace) use the same CPUs and cannot be shown.")
            {
                IsByDesign = true,
            });
        }

        if (_malformed > 0)
        {
            problems.Add(new ReadProblem(
                $"/proc/{_malformedPid}", $"Files of {_malformed} processes do not read as documented; those are not shown."));
        }
    }

    private static bool HasWait(ProcessSample process)
    {
        foreach (TaskSample thread in process.Threads)
        {
            if (thread.WaitNanoseconds is not null)
            {
                return true;
            }
        }

        return process.WaitNanoseconds is not null;
    }
}
