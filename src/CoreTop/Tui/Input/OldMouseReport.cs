namespace CoreTop.Tui.Input;

/// <summary>The three bytes that follow <c>CSI M</c>: a report of the mouse of terminals without mode 1006.</summary>
internal struct OldMouseReport
{
    private const int Bytes = 3;
    private const int Offset = 0x20;

    private int _code;
    private int _column;
    private int _row;
    private int _count;

    /// <summary>All came.</summary>
    public readonly bool IsWhole => _count == Bytes;

    /// <summary>Adds a byte.</summary>
    /// <returns>False when it cannot stand there; it is not used.</returns>
    public bool TryAdd(byte value)
    {
        if (value < Offset)
        {
            return false;
        }

        (_code, _column, _row) = (_column, _row, value - Offset);
        _count++;
        return true;
    }

    /// <summary>What it says.</summary>
    public readonly MouseReport ToReport()
    {
        bool isRelease = (_code & MouseReport.AnyButton) == MouseReport.AnyButton && _code < 0x20;
        return new MouseReport(_code, _column - 1, _row - 1, isRelease);
    }
}
