using System.Diagnostics;

namespace CoreTop.LiveTests.Terminal;

/// <summary>Ends the tmux servers of tests that were interrupted: they are daemons, and what runs in them would run forever.</summary>
internal static class TmuxKeeper
{
    // Its input ends when this process does, however that ends.
    private const string Script =
        """
        trap '' HUP INT QUIT
        while read -r name; do names="$names $name"; done
        for name in $names; do tmux -L "$name" kill-server 2> /dev/null; done
        """;

    private static readonly Lock Gate = new();
    private static Process? _keeper;

    /// <summary>Ends that server after this process, unless it has ended by then.</summary>
    public static void Keep(string socket)
    {
        lock (Gate)
        {
            _keeper ??= Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true })!;
            _keeper.StandardInput.WriteLine(socket);
            _keeper.StandardInput.Flush();
        }
    }
}
