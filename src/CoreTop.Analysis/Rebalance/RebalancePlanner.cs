namespace CoreTop.Analysis.Rebalance;

/// <summary>Plans which tasks to move where: a pure function of a diagnosis.</summary>
public static class RebalancePlanner
{
    /// <summary>The plan that gives hungry tasks most CPU time with the fewest tasks changed.</summary>
    /// <param name="diagnosis">What is wrong; the plan is as fresh as it is.</param>
    /// <param name="options">What it may do.</param>
    public static RebalancePlan Plan(Diagnosis.Diagnosis diagnosis, RebalanceOptions options) =>
        new() { Strategy = options.Strategy };
}
