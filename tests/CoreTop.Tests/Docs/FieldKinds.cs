using CoreTop.Listing.Fields;

namespace CoreTop.Tests.Docs;

/// <summary>What pages call the kinds of fields, and how each is written in JSON and CSV.</summary>
internal static class FieldKinds
{
    /// <summary>The word for a kind.</summary>
    public static string Word(FieldKind kind) => kind switch
    {
        FieldKind.Number => "number",
        FieldKind.Rate => "per second",
        FieldKind.Share => "share",
        FieldKind.Bytes => "bytes",
        FieldKind.Seconds => "seconds",
        FieldKind.Time => "time",
        FieldKind.Letter => "letter",
        FieldKind.Text => "text",
        FieldKind.LongText => "long text",
        FieldKind.Cpus => "CPUs",
        _ => "yes or no",
    };

    /// <summary>What a field is in documents.</summary>
    public static string InDocuments(ProcessColumn column) => column.Kind switch
    {
        FieldKind.Number => "whole number",
        FieldKind.Rate => "number, a second",
        FieldKind.Share when column.Unit == "% of one CPU" => "cores",
        FieldKind.Share => "share, 0 to 1",
        FieldKind.Bytes => column.Unit,
        FieldKind.Time => "ISO 8601",
        FieldKind.Cpus => "cpulist",
        FieldKind.Letter or FieldKind.Text or FieldKind.LongText => "text",
        _ => Word(column.Kind),
    };
}
