using System.Text;
using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;
using CoreTop.Model.Words;
using CoreTop.Verdict;

namespace CoreTop.Cli.Text;

/// <summary>What <c>coretop diagnose</c> prints for people.</summary>
internal static class DiagnosisText
{
    private const int UsualWidth = 100;
    private const int MostTasks = 12;

    /// <summary>The text.</summary>
    /// <param name="diagnosis">What is wrong.</param>
    /// <param name="snapshot">The machine as diagnosed.</param>
    /// <param name="width">Cells in a line of the terminal; null when it goes to none.</param>
    public static string Of(Diagnosis diagnosis, Snapshot snapshot, int? width)
    {
        var text = new StringBuilder();
        if (!snapshot.AreCpusKnown)
        {
            text.Append("How busy the CPUs are is not known, so nothing can be said of what is wrong.\n");
        }
        else if (diagnosis.Findings.IsEmpty)
        {
            string seen = snapshot.Problems.IsEmpty ? string.Empty : " as far as can be seen";
            text.Append($"Nothing is wrong{seen}: {Count.Cores(snapshot.BusyCores)} of {Count.Of(snapshot.Topology.Online.Count, "core")} busy{(snapshot.Bounds is { } bounds ? $" within {bounds.Cpus}" : string.Empty)}.\n");
        }

        if (snapshot.Bounds is { } looked)
        {
            text.Append($"Looked at: {Count.Cpus(looked.Cpus)}, {PlainText.Clean(looked.Origin)}.\n");
        }

        foreach (ExplainLine line in ExplainText.Lines(diagnosis, snapshot, width ?? UsualWidth, MostTasks))
        {
            text.Append(PlainText.Clean(line.Text)).Append('\n');
        }

        // Reading that stops a process for a while, so it is not done unasked.
        if (snapshot.Topology.Nodes.Length > 1 && !diagnosis.HungryTasks.IsEmpty)
        {
            text.Append("Not looked at: on which NUMA node processes have their memory; x in the full screen does.\n");
        }

        return text.ToString();
    }
}
