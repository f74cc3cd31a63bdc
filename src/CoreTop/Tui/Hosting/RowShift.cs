namespace CoreTop.Tui.Hosting;

/// <summary>Rows of the screen that stand as they did, only further up or down.</summary>
/// <param name="Top">The first row of the region in which rows move.</param>
/// <param name="Bottom">Its last row.</param>
/// <param name="Up">How many rows they move up; down when negative. Never 0.</param>
internal readonly record struct RowShift(int Top, int Bottom, int Up)
{
    /// <summary>With fewer rows to move it is shorter to send them again.</summary>
    public const int FewestRows = 5;

    /// <summary>The longest run of rows that moved together; null when none is long enough.</summary>
    /// <param name="shown">A number for what each row shows.</param>
    /// <param name="wanted">A number for what each row is to show: the same for the same content.</param>
    public static RowShift? Find(ReadOnlySpan<int> shown, ReadOnlySpan<int> wanted)
    {
        int best = FewestRows - 1;
        RowShift? found = null;
        for (int up = FewestRows - shown.Length; up <= shown.Length - FewestRows; up++)
        {
            int length = 0;
            for (int row = Math.Max(0, -up); up != 0 && row < shown.Length - Math.Max(0, up); row++)
            {
                // Rows that may stay do not count: a screen of blank rows has not moved.
                bool hasMoved = wanted[row] == shown[row + up] && wanted[row] != shown[row];
                length = hasMoved ? length + 1 : 0;
                if (length > best)
                {
                    best = length;
                    int first = row - length + 1;
                    found = new RowShift(Math.Min(first, first + up), Math.Max(row, row + up), up);
                }
            }
        }

        return found;
    }

    /// <summary>The row that comes to stand at <paramref name="row"/>; -1 for none, which leaves it blank.</summary>
    public int Source(int row) => row + Up >= Top && row + Up <= Bottom ? row + Up : -1;
}
