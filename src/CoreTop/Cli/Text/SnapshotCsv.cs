using System.Collections.Immutable;
using System.Text;
using CoreTop.Cli.Documents;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Text;

/// <summary>What <c>coretop snapshot --csv</c> prints, and <c>coretop -b --csv</c> frame after frame: a line for each process or thread.</summary>
internal static class SnapshotCsv
{
    private const string Time = "time";

    /// <summary>Makes the text.</summary>
    /// <param name="snapshot">The reading.</param>
    /// <param name="rows">The rows, in order; where threads are asked for, threads alone.</param>
    /// <param name="ofThreads">They are threads.</param>
    /// <param name="columns">The fields; null for those that documents have where nobody chose.</param>
    /// <param name="hasHead">The names of the fields come first.</param>
    /// <param name="hasTime">Each line begins with the time of the reading, so that frames can be distinguished.</param>
    public static string Of(
        Snapshot snapshot, IReadOnlyList<ProcessRow> rows, bool ofThreads, ImmutableArray<ProcessColumn>? columns, bool hasHead, bool hasTime)
    {
        ImmutableArray<DocumentField> fields = DocumentFields.Of(columns, ofThreads);
        var text = new StringBuilder();
        if (hasHead)
        {
            RowCsv.AppendHead(text, fields, hasTime ? Time : null);
        }

        string? time = hasTime ? RowCsv.Time(snapshot.Time) : null;
        foreach (ProcessRow row in rows)
        {
            RowCsv.AppendLine(text, row, snapshot, fields, time);
        }

        return text.ToString();
    }

    /// <summary>Makes the text of groups: a line for each program.</summary>
    /// <param name="groups">The groups.</param>
    /// <param name="hasHead">The names of the fields come first.</param>
    /// <param name="hasTime">Each line begins with the time of the reading, so that frames can be distinguished.</param>
    public static string Of(GroupEntries groups, bool hasHead, bool hasTime)
    {
        var text = new StringBuilder();
        if (hasHead)
        {
            RowCsv.AppendHead(text, groups.Fields, $"{(hasTime ? $"{Time}," : string.Empty)}name,processes,pids,states");
        }

        string? time = hasTime ? RowCsv.Time(groups.Snapshot.Time) : null;
        foreach (ProcessRow row in groups.Rows)
        {
            RowCsv.AppendGroup(text, row, groups.Snapshot, groups.Fields, time);
        }

        return text.ToString();
    }
}
