namespace CoreTop.Kernel.Bpf;

/// <summary>The registers of a BPF program, by what its calling convention uses them for.</summary>
internal enum BpfRegister
{
    /// <summary>What a helper, and the program in the end, answers.</summary>
    Result = 0,

    /// <summary>The first argument of a helper, and of the program itself when it begins; lost in calls.</summary>
    First = 1,

    /// <summary>The second argument of a helper; lost in calls.</summary>
    Second = 2,

    /// <summary>The third argument of a helper; lost in calls.</summary>
    Third = 3,

    /// <summary>The fourth argument of a helper; lost in calls.</summary>
    Fourth = 4,

    /// <summary>Kept in calls.</summary>
    KeptA = 6,

    /// <summary>Kept in calls.</summary>
    KeptB = 7,

    /// <summary>Kept in calls.</summary>
    KeptC = 8,

    /// <summary>Kept in calls.</summary>
    KeptD = 9,

    /// <summary>The end of the program's 512 bytes of stack, which lie below it; read only.</summary>
    StackEnd = 10,
}
