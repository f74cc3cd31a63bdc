using System.Text;
using static CoreTop.Tui.Input.ControlFunctions;

namespace CoreTop.Tui.Input;

/// <summary>
/// A control string (DCS, OSC, SOS, PM, APC), of which only the end is looked for; an OSC may be an answer to what was asked, so its first
/// bytes are kept.
/// </summary>
internal sealed class ControlString
{
    private const int TooMany = ColourReport.MostBytes + 1;

    private readonly byte[] _kept = new byte[ColourReport.MostBytes];
    private bool _isSystemCommand;
    private bool _isCancelled;
    private int _count;
    private Utf8Character _character;

    /// <summary>The colour that it reports; null when it reports none, or did not end as it should.</summary>
    public ReportedColour? Background => _isSystemCommand && !_isCancelled && _count <= _kept.Length ? ColourReport.Of(_kept.AsSpan(0, _count)) : null;

    /// <summary>As far as it came it may be the report of a colour.</summary>
    public bool MayReport => _isSystemCommand && _count <= _kept.Length && ColourReport.CanBegin(_kept.AsSpan(0, _count));

    /// <summary>Another one begins.</summary>
    /// <param name="isSystemCommand">It is an OSC, which BEL may end, too.</param>
    public void Begin(bool isSystemCommand)
    {
        (_isSystemCommand, _isCancelled, _count) = (isSystemCommand, false, 0);
        _character.Drop();
    }

    /// <summary>Takes a byte that is not Esc.</summary>
    /// <returns>False when it ends the string.</returns>
    public bool Take(byte value)
    {
        // The terminator's byte stands within characters, too, and comes as a character where all is UTF-8.
        if (_character.IsOpen && _character.TryAdd(value))
        {
            bool isWhole = _character.TryTake(out Rune? character), isTerminator = isWhole && character?.Value == Terminator;
            _count = isWhole && !isTerminator ? TooMany : _count;
            return !isTerminator;
        }

        if (Utf8Character.IsLead(value))
        {
            _character.Begin(value);
            return true;
        }

        _isCancelled = value is Cancel or Substitute;
        bool isEnd = _isCancelled || value == Terminator || (value == Bell && _isSystemCommand);
        if (!isEnd)
        {
            Keep(value);
        }

        return !isEnd;
    }

    private void Keep(byte value)
    {
        if (_count < _kept.Length)
        {
            _kept[_count] = value;
        }

        _count = Math.Min(_count + 1, TooMany);
    }
}
