using CoreTop.Tui.Hosting;

namespace CoreTop.Cli;

/// <summary>Standard input, output and error of a program that was started with some of them closed.</summary>
internal static class StandardFiles
{
    /// <summary>
    /// Takes the places of those that are closed, or the next file opened, the journal even, would get one and what is said to
    /// the user would go there. What is opened fails as a closed file does: the input cannot be read, nor the others written.
    /// </summary>
    public static void Fill()
    {
        int file;
        do
        {
            file = TerminalNative.Open("/dev/null", TerminalNative.WriteOnly);
            if (file > TerminalNative.StandardInput)
            {
                _ = TerminalNative.Close(file);
                file = TerminalNative.Open("/dev/null", TerminalNative.ReadOnly);
            }
        }
        while (file is >= TerminalNative.StandardInput and <= TerminalNative.StandardError);
        _ = TerminalNative.Close(file);
    }
}
