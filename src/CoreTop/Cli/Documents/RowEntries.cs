using System.Collections.Immutable;
using System.Text.Json.Serialization;
using CoreTop.Listing.Documents;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli.Documents;

/// <summary>The processes or threads of a <see cref="SnapshotDocument"/>: an object for each, with fields of the one table.</summary>
/// <param name="Snapshot">The reading.</param>
/// <param name="Rows">The rows, in order.</param>
/// <param name="Fields">What each has.</param>
[JsonConverter(typeof(RowEntriesConverter))]
internal sealed record RowEntries(Snapshot Snapshot, ImmutableArray<ProcessRow> Rows, ImmutableArray<DocumentField> Fields);
