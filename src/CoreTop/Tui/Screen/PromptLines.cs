using CoreTop.Cells;
using CoreTop.Tui.Drawing;

namespace CoreTop.Tui.Screen;

/// <summary>How a question stands on the message line: with the answer so far, and with which keys answer or what is wrong with it. A long one takes several rows.</summary>
internal static class PromptLines
{
    private const int MostRows = 4;
    private const int CursorCells = 1;
    private const int Gap = 2;

    /// <summary>The rows that it takes.</summary>
    /// <param name="prompt">The question.</param>
    /// <param name="width">The cells in a row.</param>
    public static int Rows(PromptPane prompt, int width) => Math.Min(MostRows, Lines(prompt, width).Count + (HasTailRow(prompt, width) ? 1 : 0));

    /// <summary>Draws it on the whole canvas.</summary>
    public static void Draw(ref Canvas canvas, PromptPane prompt)
    {
        List<string> lines = Lines(prompt, canvas.Width);
        bool hasTailRow = HasTailRow(prompt, canvas.Width);
        int rows = canvas.Height - (hasTailRow && canvas.Height > 1 ? 1 : 0);
        for (int y = 0; y < rows && y < lines.Count; y++)
        {
            canvas.MoveTo(0, y);
            canvas.Text(" ", Ink.Strong);
            bool isCut = y == rows - 1 && y < lines.Count - 1;
            canvas.Left(isCut ? lines[y] + "…" : lines[y], Math.Min(canvas.Width - 1, Canvas.Columns(lines[y]) + (isCut ? 1 : 0)), Ink.Strong);
            if (y == lines.Count - 1)
            {
                DrawAnswer(ref canvas, prompt.Prompt);
                DrawTail(ref canvas, prompt, isAlone: false, isShown: !hasTailRow);
            }

            canvas.BlankRow(Ink.Normal);
        }

        if (hasTailRow && canvas.Height > 1)
        {
            canvas.MoveTo(0, canvas.Height - 1);
            DrawTail(ref canvas, prompt, isAlone: true, isShown: true);
            canvas.BlankRow(Ink.Normal);
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

    private static void DrawTail(ref Canvas canvas, PromptPane prompt, bool isAlone, bool isShown)
    {
        (string text, Ink ink) = Tail(prompt);
        int room = canvas.Width - canvas.X - (isAlone ? 1 : Gap);
        if (isShown && room > 0 && text.Length > 0)
        {
            canvas.Text(isAlone ? " " : "  ", Ink.Normal);
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

    // While something is typed, rows that come and go with each character would be more in the way than what they say is of use.
    private static bool HasTailRow(PromptPane prompt, int width)
    {
        if (prompt.Prompt is { IsYesOrNo: false } && prompt.Said is null)
        {
            return false;
        }

        List<string> lines = Lines(prompt, width);
        int answer = prompt.Prompt.IsYesOrNo ? 0 : Canvas.Columns(prompt.Prompt.Text) + CursorCells + 1;
        return 1 + Canvas.Columns(lines[^1]) + answer + Gap + Canvas.Columns(Tail(prompt).Text) > width;
    }

    private static List<string> Lines(PromptPane prompt, int width) => [.. WordWrap.Lines(prompt.Prompt.Question, Math.Max(1, width - 2))];
}
