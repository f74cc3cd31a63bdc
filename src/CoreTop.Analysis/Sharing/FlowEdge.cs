namespace CoreTop.Analysis.Sharing;

/// <summary>What may flow from one node to another, in units of <see cref="FlowPiece.Unit"/>.</summary>
internal readonly record struct FlowEdge(int From, int To, long Capacity);
