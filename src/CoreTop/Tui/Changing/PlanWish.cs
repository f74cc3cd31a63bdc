using CoreTop.Actions;
using CoreTop.Analysis.Planning;

namespace CoreTop.Tui.Changing;

/// <summary>The part of a plan that is carried out.</summary>
/// <param name="Summary">For the journal and for undo: what the user did.</param>
/// <param name="Requests">The changes that are left in.</param>
/// <param name="Plan">What the gain is measured against.</param>
/// <param name="ExpectedCores">What it should gain, in cores.</param>
internal sealed record PlanWish(
    string Summary, IReadOnlyList<AffinityRequest> Requests, RebalancePlan Plan, double ExpectedCores);
