using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Capture;

/// <summary>Saves a machine's readings in a file that <c>--root</c> reads. What the readers read is what is saved.</summary>
public static class CaptureWriter
{
    private const int LiveReadings = 2;

    /// <summary>Reads twice, an interval apart, and writes the file.</summary>
    /// <param name="machine">The machine; its own place among captured readings does not move.</param>
    /// <param name="path">The file; one that is there is written over.</param>
    /// <param name="interval">Between the readings of the running machine.</param>
    /// <param name="cancellation">Ends it; then nothing is written.</param>
    /// <exception cref="OperationCanceledException">It was ended.</exception>
    /// <exception cref="MachineException">The file cannot be written: the message is a sentence for the user.</exception>
    public static CaptureSummary Write(Machine machine, string path, TimeSpan interval, CancellationToken cancellation)
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

        Write(path, archive.Text.Span);
        return new CaptureSummary(path, readings, processes, archive.Files, archive.Text.Length);
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

    private static void Write(string path, ReadOnlySpan<byte> text)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Create, FileAccess.Write);
            file.Write(text);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new MachineException($"The capture cannot be written to {path}: {exception.Message}", exception);
        }
    }
}
