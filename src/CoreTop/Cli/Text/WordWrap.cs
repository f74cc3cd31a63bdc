using System.Text;

namespace CoreTop.Cli.Text;

/// <summary>Breaks text between its words.</summary>
internal static class WordWrap
{
    /// <summary>The lines; a word longer than the width has a line of its own and is not broken.</summary>
    /// <param name="text">The text; several blanks in a row stay as they are.</param>
    /// <param name="width">Cells in a line.</param>
    public static IEnumerable<string> Lines(string text, int width)
    {
        var line = new StringBuilder();
        int used = 0;
        foreach (string word in text.Split(' '))
        {
            int columns = PlainText.Width(word);
            if (line.Length > 0 && used + 1 + (long)columns > width)
            {
                yield return line.ToString();
                line.Clear();
                used = 0;
            }

            if (line.Length > 0)
            {
                line.Append(' ');
                used++;
            }

            line.Append(word);
            used += columns;
        }

        yield return line.ToString();
    }
}
