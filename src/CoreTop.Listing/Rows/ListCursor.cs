using System.Runtime.InteropServices;

namespace CoreTop.Listing.Rows;

/// <summary>Where the cursor is in the process list. It holds on to a task, not to a row.</summary>
/// <param name="Selected">The row's task; null while the list is empty.</param>
/// <param name="Index">The row it stands on.</param>
/// <param name="Top">The first row in view.</param>
/// <param name="IsPlaced">The user put it there; before that it returns to the top when its task leaves the view.</param>
internal readonly record struct ListCursor(RowKey? Selected, int Index, int Top, bool IsPlaced)
{
    /// <summary>The cursor on the same task in new rows; on the row that took its place when it is gone.</summary>
    /// <param name="rows">The rows now shown.</param>
    /// <param name="height">Rows in view.</param>
    public ListCursor Follow(List<ProcessRow> rows, int height)
    {
        if (rows.Count == 0)
        {
            return this with { Selected = null, Index = 0, Top = 0 };
        }

        int index = Find(rows, Selected);
        if (index < 0)
        {
            index = Math.Clamp(Index, 0, rows.Count - 1);
        }

        if (!IsPlaced && index >= height)
        {
            index = 0;
        }

        return At(rows, index, height);
    }

    /// <summary>The cursor <paramref name="rowsDown"/> rows further down (up when negative).</summary>
    public ListCursor Move(List<ProcessRow> rows, int rowsDown, int height) => MoveTo(rows, Index + rowsDown, height);

    /// <summary>The cursor on row <paramref name="index"/>, or the nearest there is.</summary>
    public ListCursor MoveTo(List<ProcessRow> rows, int index, int height) =>
        rows.Count == 0
            ? this
            : (this with { IsPlaced = true }).At(rows, Math.Clamp(index, 0, rows.Count - 1), height);

    private static int Find(List<ProcessRow> rows, RowKey? key)
    {
        if (key is null)
        {
            return -1;
        }

        Span<ProcessRow> span = CollectionsMarshal.AsSpan(rows);
        for (int i = 0; i < span.Length; i++)
        {
            if (span[i].Task.Key.Tid == key.Value.Task.Tid && span[i].Key == key)
            {
                return i;
            }
        }

        return -1;
    }

    private ListCursor At(List<ProcessRow> rows, int index, int height)
    {
        int lastTop = Math.Max(0, rows.Count - height);
        int top = Math.Clamp(Top, Math.Max(0, index - height + 1), Math.Max(0, index));
        return this with { Selected = rows[index].Key, Index = index, Top = Math.Min(top, lastTop) };
    }
}
