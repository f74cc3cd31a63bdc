using CoreTop.Model.Sampling;

namespace CoreTop.Kernel.Proc;

/// <summary>Understands files whose reader can do without them.</summary>
internal static class LenientParse
{
    /// <summary>What the text says; the default when it does not read as documented.</summary>
    public static T? Of<T>(ReadOnlySpan<byte> text, FileParser<T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (KernelFormatException)
        {
            return default;
        }
    }

    /// <summary>What the text says; the default, and a problem more, when it does not read as documented.</summary>
    public static T? Of<T>(ReadOnlySpan<byte> text, FileParser<T> parse, string path, List<ReadProblem> problems)
    {
        try
        {
            return parse(text);
        }
        catch (KernelFormatException exception)
        {
            problems.Add(new ReadProblem(path, $"{exception.Message} What it says is missing."));
            return default;
        }
    }
}
