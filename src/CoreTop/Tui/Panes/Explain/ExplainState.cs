using CoreTop.Analysis.Judging;
using CoreTop.Model.Sampling;

namespace CoreTop.Tui.Panes.Explain;

/// <summary>What is being explained: the latest findings there were, so that nothing vanishes while it is read.</summary>
/// <param name="Diagnosis">The findings.</param>
/// <param name="Snapshot">The machine as diagnosed.</param>
/// <param name="IsOver">Nothing is wrong any more.</param>
internal sealed record ExplainState(Diagnosis Diagnosis, Snapshot Snapshot, bool IsOver)
{
    /// <summary>The state after a refresh.</summary>
    public ExplainState Next(Diagnosis diagnosis, Snapshot snapshot) =>
        diagnosis.Findings.IsEmpty ? this with { IsOver = true } : new ExplainState(diagnosis, snapshot, IsOver: false);
}
