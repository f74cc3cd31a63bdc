using System.Text;
using static CoreTop.Tui.Input.ControlFunctions;

namespace CoreTop.Tui.Input;

/// <summary>A control string (DCS, OSC, SOS, PM, APC), of which only the end is looked for.</summary>
/// <param name="endsWithBell">It is an OSC, which BEL may end, too.</param>
internal struct ControlString(bool endsWithBell)
{
    private readonly bool _endsWithBell = endsWithBell;
    private Utf8Character _character;

    /// <summary>Takes a byte that is not Esc.</summary>
    /// <returns>False when it ends the string.</returns>
    public bool Take(byte value)
    {
        // The terminator's byte stands within characters, too, and comes as a character where all is UTF-8.
        if (_character.IsOpen && _character.TryAdd(value))
        {
            return !_character.TryTake(out Rune? character) || character?.Value != Terminator;
        }

        if (Utf8Character.IsLead(value))
        {
            _character.Begin(value);
        }

        return value is not (Cancel or Substitute or Terminator) && (value != Bell || !_endsWithBell);
    }
}
