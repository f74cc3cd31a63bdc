using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Capture;

/// <summary>Makes a text of a machine's readings that <c>--root</c> reads. What the readers read is what is in it, masked.</summary>
public static class CaptureWriter
{
    private const int LiveReadings = 2;

    /// <summary>Reads twice, an interval apart.</summary>
    /// <param name="machine">The machine; its own place among captured readings does not move.</param>
    /// <param name="interval">Between the readings of the running machine.</param>
    /// <param name="cancellation">Ends it.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    public static MadeCapture Make(Machine machine, TimeSpan interval, CancellationToken cancellation)
    {
        var archive = new CaptureArchive("Arguments, users, mounts and the host's name are left out.");
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
            archive.NextReading();
            processes = Read(view, archive)?.Processes.Count ?? 0;
        }

        return new MadeCapture(archive.End(), readings, processes, archive.Files);
    }

    private static Sample? Read(Machine machine, CaptureArchive archive)
    {
        KernelFiles files = machine.Files;
        files.Observer = (path, text) => archive.Add(path, CaptureMask.Apply(path, text));
        Sample? sample = machine.Read(SampleRequest.Everything);

        // The running machine is asked for affinities by a call, a captured one by this file.
        foreach (ProcessSample process in sample?.Processes ?? [])
        {
            files.ReadProcess(process.Pid, TaskFile.Status, out _);
            foreach (TaskSample thread in process.Threads)
            {
                files.ReadThread(process.Pid, thread.Key.Tid, TaskFile.Status, out _);
            }
        }

        files.Observer = null;
        return sample;
    }
}
