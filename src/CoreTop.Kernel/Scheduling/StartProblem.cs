namespace CoreTop.Kernel.Scheduling;

/// <summary>Why a program was not started.</summary>
public enum StartProblem
{
    /// <summary>The kernel did not take the affinity: <see cref="StartRefusal.Result"/> says why.</summary>
    AffinityRefused = 0,

    /// <summary>The affinity read back is another: <see cref="StartRefusal.Given"/>.</summary>
    AffinityDiffers,

    /// <summary>There is no such program: ENOENT or ENOTDIR.</summary>
    NotFound,

    /// <summary>It is there and cannot be executed: <see cref="StartRefusal.Reason"/> says why.</summary>
    NotExecutable,
}
