using System.Collections.Immutable;

namespace CoreTop.Tui.Screen;

/// <summary>A list over the left of the process list, of which one line is picked: by the cursor, by typing, by a click.</summary>
/// <param name="Title">What is picked, such as <c>Sort by</c>.</param>
/// <param name="Items">At least one.</param>
/// <param name="Line">The line under the cursor.</param>
/// <param name="Accepted">Called with the line picked, after the menu has closed.</param>
/// <param name="Typed">What was typed to get to a line; empty at first.</param>
internal sealed record PickMenu(string Title, ImmutableArray<PickItem> Items, int Line, Action<int> Accepted, string Typed = "")
{
    /// <summary>It is only read: nothing is picked.</summary>
    public bool IsNotice { get; init; }

    /// <summary>The cursor on the line, or the nearest there is.</summary>
    public PickMenu MoveTo(int line) => this with { Line = Math.Clamp(line, 0, Items.Length - 1), Typed = string.Empty };

    /// <summary>
    /// The cursor on the first line that has a word beginning with what was typed so far; where there is none, with
    /// <paramref name="typed"/> alone. Where there is none of that either, all stays.
    /// </summary>
    public PickMenu Type(string typed)
    {
        foreach (string text in new[] { Typed + typed, typed })
        {
            int line = Find(text);
            if (line >= 0)
            {
                return this with { Line = line, Typed = text };
            }
        }

        return this;
    }

    // A line that begins with it goes before one that has it in a later word.
    private int Find(string text)
    {
        int inside = -1;
        for (int i = 0; i < Items.Length; i++)
        {
            string item = Items[i].Text;
            if (item.StartsWith(text, StringComparison.OrdinalIgnoreCase))
            {
                return i;
            }

            if (inside < 0 && item.Split(' ').Any(word => word.StartsWith(text, StringComparison.OrdinalIgnoreCase)))
            {
                inside = i;
            }
        }

        return inside;
    }
}
