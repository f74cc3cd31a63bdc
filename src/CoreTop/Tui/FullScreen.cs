#pragma warning disable CA1822, CA1065, IDE0060 // Until it is built.
namespace CoreTop.Tui;

/// <summary>The full-screen program.</summary>
internal static class FullScreen
{
    /// <summary>Runs until the user quits or a signal ends it; the terminal is as before afterwards.</summary>
    /// <returns>The exit code.</returns>
    public static int Run(FullScreenOptions options)
    {
        _ = options;
        throw new NotSupportedException();
    }
}
