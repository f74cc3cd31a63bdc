using CoreTop.Kernel.Proc;

namespace CoreTop.Fuzz.Targets;

/// <summary>Makes targets of parsers of kernel files.</summary>
internal static class KernelTarget
{
    /// <summary>A target whose parser may say that a file does not read as documented, and nothing else.</summary>
    public static FuzzTarget Of(string name, string tokens, FuzzCheck parse) => new(name, tokens, input =>
    {
        try
        {
            return parse(input);
        }
        catch (KernelFormatException exception)
        {
            Expect.Sentence(exception.Message);
            return Outcome.Of(exception.Message);
        }
    });
}
