namespace CoreTop.Model.Sampling;

/// <summary>What the environment that a program was started with says of the parallel job it belongs to.</summary>
/// <param name="Rank">Its number among the processes of an MPI program or of torchrun; null when it has none.</param>
/// <param name="Job">The batch system's number of the job, such as <c>4711</c> or <c>4711[3]</c>; null when it has none.</param>
public sealed record JobVariables(int? Rank, string? Job)
{
    /// <summary>The environment names no job.</summary>
    public static JobVariables None { get; } = new(Rank: null, Job: null);
}
