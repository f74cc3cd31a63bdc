using CoreTop.Analysis.Judging;
using CoreTop.Cli.Documents;
using CoreTop.Cli.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Sampling;

namespace CoreTop.Fuzz.Targets;

/// <summary>A whole captured machine, from its file to what is printed: every parser, reader, rate, rule and table.</summary>
internal static class MachineTarget
{
    private const string File = "machine.txt";

    /// <summary>It.</summary>
    public static FuzzTarget Target { get; } = new("machine", "-- proc@0/ proc@1/ = -- sys/ /stat /status", Check)
    {
        Machines = ["2vm", "16em64t-1s16c+cpuset-v2-4-7", "13em64t-2s8c+offline-0,3,19"],
        FixedBytes = 64 * 1024 * 1024,
        BytesPerByte = 20_000,
        LongestInput = 64 * 1024,
        Slowness = 500,
    };

    private static int Check(ReadOnlySpan<byte> input)
    {
        try
        {
            return Read(input.ToArray());
        }
        catch (MachineException exception)
        {
            string message = exception.Message.Replace(File, "It", StringComparison.Ordinal);
            Expect.Sentence(message);
            return Outcome.Of(message);
        }
    }

    private static int Read(byte[] text)
    {
        var files = new KernelFiles(new CaptureFiles(CaptureReader.Read(File, text)));
        using var machine = Machine.OpenFiles(File, files, TimeProvider.System);
        var builder = new ReadingBuilder(new MachineEvidence(machine));
        Reading? reading = null;
        int samples = 0;
        while (machine.Read(SampleRequest.Everything) is { } sample)
        {
            samples++;
            reading = builder.Next(sample, new DiagnosisOptions(), asksAnew: true);
            Show(reading.Snapshot!, reading.Diagnosis);
        }

        Snapshot? last = reading?.Snapshot;
        return Outcome.Of(
            samples, last?.Processes.Length ?? 0, last?.Problems.Length ?? 0, last?.Cpus.Length ?? 0, reading?.Diagnosis.Findings.Length ?? 0);
    }

    private static void Show(Snapshot snapshot, Diagnosis diagnosis)
    {
        foreach (ProcessLoad process in snapshot.Processes)
        {
            Expect.Amount(process.Run);
            Expect.Amount(process.Wait);
        }

        foreach (CpuLoad cpu in snapshot.Cpus)
        {
            Expect.That(cpu.Busy is >= 0 and <= 1.0001);
        }

        foreach (bool isTree in new[] { false, true })
        {
            var rows = new List<ProcessRow>();
            var list = new ListOptions { ShowsThreads = true, IsTree = isTree, Columns = ProcessColumns.All };
            ProcessRows.Fill(rows, snapshot, list);
            _ = SnapshotText.Of(snapshot, rows, list, width: 120);
            _ = DocumentJson.ToUtf8(SnapshotDocument.From(snapshot, rows, withThreads: true));
        }

        _ = DiagnosisText.Of(diagnosis, snapshot, width: 120);
        _ = TopologyText.Of(snapshot.Topology, []);
    }
}
