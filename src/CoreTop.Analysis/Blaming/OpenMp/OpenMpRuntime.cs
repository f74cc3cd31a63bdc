namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>Which OpenMP runtime it is: they read different variables.</summary>
internal enum OpenMpRuntime
{
    /// <summary>GNU's libgomp.</summary>
    Gnu = 0,

    /// <summary>LLVM's libomp, and Intel's libiomp5, which is the same.</summary>
    Llvm,
}
