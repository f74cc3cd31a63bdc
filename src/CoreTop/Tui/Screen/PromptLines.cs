using CoreTop.Cells;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>How a question stands on the message line: with the answer so far, and with which keys answer or what is wrong with it. A long one takes several rows.</summary>
internal static class PromptLines
{
    private const int LeastWidth = 2;
    private const int CursorCells = 1;
    private const int Gap = 2;

    /// <summary>The rows that it takes.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="width">The cells in a row.</param>
    public static int Rows(PromptPane prompt, int width)
    {
        List<string> lines = Lines(prompt, width);
        return lines.Count + TailRows(prompt, lines, width).Count;
    }

    /// <summary>Draws it on the whole canvas. Where that is too small, the last row of the question, or of what is said about the answer, ends in <c>…</c>.</summary>
    public static void Draw(ref Canvas canvas, PromptPane prompt)
    {
        List<string> lines = Lines(prompt, canvas.Width), tail = TailRows(prompt, lines, canvas.Width);
        int rows = Math.Min(lines.Count, Math.Max(1, canvas.Height - tail.Count));
        for (int y = 0; y < rows; y++)
        {
            canvas.MoveTo(0, y);
            canvas.Text(" ", Ink.Strong);
            canvas.Text(lines[y], Ink.Strong);
            canvas.Text(y == rows - 1 && rows < lines.Count ? "…" : string.Empty, Ink.Strong);
            if (y == rows - 1)
            {
                DrawAnswer(ref canvas, prompt.Prompt);
                DrawTail(ref canvas, prompt, isShown: tail.Count == 0);
            }

            canvas.BlankRow(Ink.Normal);
        }

        int room = canvas.Height - rows;
        for (int i = 0; i < tail.Count && i < room; i++)
        {
            bool isCut = i == room - 1 && i < tail.Count - 1;
            canvas.MoveTo(0, rows + i);
            canvas.Text(" ", Ink.Normal);
            canvas.Left(isCut ? $"{tail[i]} …" : tail[i], canvas.Width - 1, Tail(prompt).Ink);
        }
    }

    private static void DrawAnswer(ref Canvas canvas, Prompt prompt)
    {
        if (prompt.IsYesOrNo)
        {
            return;
        }

        // The end of a long answer is where it is typed.
        int room = Math.Max(1, canvas.Width - canvas.X - CursorCells - 1);
        int from = Math.Max(0, prompt.Text.Length - room);
        int wrong = Math.Max(from, prompt.Wrong?.At ?? prompt.Text.Length);
        canvas.Text(" ", Ink.Normal);
        canvas.Text(prompt.Text.AsSpan(from, wrong - from), Ink.Normal);
        canvas.Text(prompt.Text.AsSpan(wrong), Ink.Error);
        canvas.Put(' ', Ink.Cursor);
    }

    private static void DrawTail(ref Canvas canvas, PromptPane prompt, bool isShown)
    {
        (string text, Ink ink) = Tail(prompt);
        int room = canvas.Width - canvas.X - Gap;
        if (isShown && room > 0 && text.Length > 0)
        {
            canvas.Text("  ", Ink.Normal);
            canvas.Left(text, Math.Min(room, Canvas.Columns(text)), ink);
        }
    }

    private static (string Text, Ink Ink) Tail(PromptPane prompt) => prompt switch
    {
        { Prompt.Wrong: { } wrong } => (wrong.Line, Ink.Warning),
        { Said: { } said } => (said.Text, said.Kind == StatusKind.Done ? Ink.Good : Ink.Warning),
        { Prompt.IsYesOrNo: true } => (prompt.Prompt.Hint, Ink.Notice),
        _ => (prompt.Prompt.Hint, Ink.Faint),
    };

    // Rows of its own for what does not fit behind the question. While something is typed there are none: rows that come and go with
    // each character would be more in the way than what they say is of use.
    private static List<string> TailRows(PromptPane prompt, List<string> lines, int width)
    {
        if (prompt.Prompt is { IsYesOrNo: false } && prompt.Said is null)
        {
            return [];
        }

        string text = Tail(prompt).Text;
        int answer = prompt.Prompt.IsYesOrNo ? 0 : Canvas.Columns(prompt.Prompt.Text) + CursorCells + 1;
        return 1 + Canvas.Columns(lines[^1]) + answer + Gap + Canvas.Columns(text) > width
            ? WordWrap.Rows(text, Math.Max(LeastWidth, width - 1))
            : [];
    }

    private static List<string> Lines(PromptPane prompt, int width) => WordWrap.Rows(prompt.Prompt.Question, Math.Max(LeastWidth, width - 2));
}
