namespace CoreTop.Analysis.Judging;

/// <summary>CPU time that hungry tasks want, that idle CPUs have and that the tasks do not get, in cores.</summary>
/// <param name="Affinity">Lost because masks are narrower than the limits.</param>
/// <param name="Placement">Lost although the masks are wide enough.</param>
/// <param name="Limits">Lost because cpusets and isolation keep tasks off idle CPUs.</param>
public sealed record LostCores(double Affinity, double Placement, double Limits)
{
    /// <summary>Nothing is lost.</summary>
    public static LostCores None { get; } = new(0, 0, 0);
}
