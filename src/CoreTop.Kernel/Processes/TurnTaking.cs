namespace CoreTop.Kernel.Processes;

/// <summary>Whose turn it is in a list: so many at each reading, one after the other, and then from the start again.</summary>
/// <remarks>A list that changes between two readings shifts whose turn comes next by as much, and nobody waits for more than a round longer.</remarks>
internal sealed class TurnTaking
{
    private int _count;
    private double _from;
    private double _to;

    /// <summary>Begins a reading.</summary>
    /// <param name="count">How many are in the list.</param>
    /// <param name="turns">How many have their turn; a part of one adds up over readings.</param>
    public void Begin(int count, double turns)
    {
        _count = count;
        _from = _to < count ? _to : count == 0 ? 0 : _to % count;
        _to = _from + Math.Clamp(turns, 0, count);
    }

    /// <summary>It is the turn of the one at this place.</summary>
    /// <param name="index">From 0.</param>
    public bool Has(int index) => (index >= _from && index < _to) || (index + _count >= _from && index + _count < _to);
}
