using CoreTop.Model.Causes;

namespace CoreTop.Analysis.Blaming.Masks;

/// <summary>torchrun, which gives each worker the CPUs near its GPU if --numa-binding asks for that, and otherwise leaves masks alone.</summary>
internal static class TorchrunMask
{
    private const string Option = "--numa-binding";

    public static Cause? Find(MaskOrigin origin)
    {
        ProcessEvidence process = origin.Process;
        bool isAsked = origin.Parent?.Arguments.Any(static word => word.StartsWith(Option, StringComparison.Ordinal)) == true;
        return origin.IsThreadsOwn || !isAsked || !process.HasVariable("TORCHELASTIC_") ? null : new Cause(
            CauseKind.Launcher,
            CauseConfidence.Medium,
            $"likely set by torchrun ({Option})",
            $"{CauseText.Name(process)} is a worker of torchrun, which was started with {Option}.",
            process.Key.Tid,
            $"Start torchrun without {Option}.");
    }
}
