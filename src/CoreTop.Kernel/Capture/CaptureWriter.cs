using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;
using CoreTop.Model.Cpus;
using CoreTop.Model.Meters;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Capture;

/// <summary>Makes a text of a machine's readings that <c>--root</c> reads. What the readers read is what is in it, masked.</summary>
public sealed class CaptureWriter
{
    private const int LiveReadings = 2;
    private const int MostMemoryMaps = 16;

    // With the header's meters, so that the screen shows them of a captured machine too.
    private static readonly SampleRequest Wanted = SampleRequest.Everything with
    {
        Meters = MeterNeeds.Pressure | MeterNeeds.Frequency | MeterNeeds.Temperature | MeterNeeds.Disks | MeterNeeds.Networks,
        SensorsOf = CpuSet.Range(0, CpuId.HighestNumber),
    };

    private readonly CaptureArchive _archive;
    private readonly CaptureMask _mask;
    private readonly Dictionary<int, ulong> _ticks = [];

    private CaptureWriter(bool hasArguments)
    {
        _archive = new CaptureArchive(Description(hasArguments));
        _mask = new CaptureMask(hasArguments);
    }

    /// <summary>Reads twice, an interval apart.</summary>
    /// <param name="machine">The machine; its own place among captured readings does not move.</param>
    /// <param name="interval">Between the readings of the running machine.</param>
    /// <param name="hasArguments">Keep the arguments of command lines, with stars where they look like secrets.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static MadeCapture Make(Machine machine, TimeSpan interval, bool hasArguments, CancellationToken cancellation) =>
        new CaptureWriter(hasArguments).Make(machine, interval, cancellation);

    private static string Description(bool hasArguments) => hasArguments
        ? "Command lines show their arguments, with stars where they look like secrets: read this file before you share it.\n"
            + "Other names of users, hosts, cgroups and devices are replaced by stand-ins."
        : "Command lines show only the program's name and the arguments that choose CPUs.\n"
            + "Names of users, hosts, cgroups and devices are replaced by stand-ins.";

    private MadeCapture Make(Machine machine, TimeSpan interval, CancellationToken cancellation)
    {
        int readings = machine.IsLive ? LiveReadings : Math.Max(1, machine.Readings);
        int processes = 0;
        for (int reading = 0; reading < readings; reading++)
        {
            if (machine.IsLive && reading > 0)
            {
                cancellation.WaitHandle.WaitOne(interval);
            }

            cancellation.ThrowIfCancellationRequested();

            // A view of its own, because one that knows its processes reads less of them.
            using Machine view = machine.OpenAt(reading);
            if (reading == 0)
            {
                _mask.Learn(view.Files);
            }

            _archive.NextReading();
            processes = Read(view, isFirst: reading == 0, isLast: reading == readings - 1)?.Processes.Count ?? 0;
        }

        _archive.Add("/etc/passwd", _mask.Users());
        return new MadeCapture(_archive.End(), readings, processes, _archive.Files) { LeftOut = _archive.LeftOut };
    }

    private Sample? Read(Machine machine, bool isFirst, bool isLast)
    {
        KernelFiles files = machine.Files;
        files.Observer = (path, text) =>
        {
            if (_mask.Apply(path, text, out string masked) is { } kept)
            {
                _archive.Add(masked, kept);
            }
        };
        Sample? sample = machine.Read(Wanted);
        if (isFirst)
        {
            machine.ReadDevices();
        }

        if (sample is not null)
        {
            ReadEvidence(machine, sample, isLast);
        }

        files.Observer = null;
        return sample;
    }

    // All that a diagnosis may ask for: on the running machine it would be read when something is found.
    private void ReadEvidence(Machine machine, Sample sample, bool isLast)
    {
        KernelFiles files = machine.Files;
        machine.Evidence.Read([]);
        machine.Evidence.ReadInterrupts();
        foreach (ProcessSample process in sample.Processes)
        {
            // The running machine is asked for affinities by a call, a captured one by this file.
            files.ReadProcess(process.Pid, TaskFile.Status, out _);
            foreach (TaskSample thread in process.Threads)
            {
                files.ReadThread(process.Pid, thread.Key.Tid, TaskFile.Status, out _);
            }

            if (isLast && process.Whole.VirtualBytes > 0)
            {
                files.Read($"/proc/{process.Pid}/environ", out _);
                files.Read($"/proc/{process.Pid}/maps", out _);
            }
        }

        if (isLast && sample.Topology.Nodes.Length > 1)
        {
            ReadMemoryMaps(machine, sample);
        }

        foreach (ProcessSample process in sample.Processes)
        {
            _ticks[process.Pid] = process.UserTicks + process.SystemTicks;
        }
    }

    // Costs milliseconds each: of those alone that run most, of which a diagnosis looks at as many.
    private void ReadMemoryMaps(Machine machine, Sample sample)
    {
        foreach (ProcessSample process in sample.Processes
            .OrderByDescending(process => process.UserTicks + process.SystemTicks - _ticks.GetValueOrDefault(process.Pid))
            .Take(MostMemoryMaps))
        {
            machine.Evidence.ReadMemoryNodes(process.Pid);
        }
    }
}
