using CoreTop.Listing.Texts;

namespace CoreTop.Tui.Panes.Processes;

/// <summary>How much of long command lines is hidden at the left, so that their end is seen.</summary>
/// <param name="list">The list.</param>
/// <param name="layout">Where its columns stand.</param>
internal sealed class CommandPan(ProcessesState list, ListLayout layout)
{
    private const int Step = 8;

    private readonly char[] _command = new char[4096];

    /// <summary>Characters hidden.</summary>
    public int Characters { get; private set; }

    /// <summary>Shows more of long command lines, or less when negative.</summary>
    public void Move(int steps)
    {
        int last = Last();
        Characters = Math.Clamp(Math.Min(Characters, last) + (steps * Step), 0, last);
    }

    /// <summary>Shows long command lines from there on.</summary>
    public void MoveTo(int characters) => Characters = Math.Clamp(characters, 0, Last());

    // So that the end of the longest command in view is seen.
    private int Last()
    {
        int longest = 0;
        int end = Math.Min(list.Rows.Count, list.Cursor.Top + list.Height);
        for (int i = list.Cursor.Top; i < end; i++)
        {
            longest = Math.Max(longest, CommandField.Write(list.Rows[i], list.Options.Command, list.Options.HidesPath, _command, out _));
        }

        return Math.Max(0, longest - layout.CommandRoom);
    }
}
