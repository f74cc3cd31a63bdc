using System.Text;

namespace CoreTop.Tui.Input;

/// <summary>
/// Makes keys, reports of the mouse and pasted text of the bytes that a terminal sends, and drops everything else it may send.
/// Whatever the bytes are, it holds no more than <see cref="PastedText.MostBytes"/> of them.
/// </summary>
/// <param name="table">The keys of this terminal's entry; they go before the well-known ones.</param>
/// <param name="events">Takes what it finds.</param>
internal sealed class InputDecoder(KeyTable table, IInputEvents events) : IInputDecoder
{
    /// <summary>What follows an Esc within this time belongs to it; then Esc is a key of its own.</summary>
    public const int EscapeMilliseconds = 50;

    /// <summary>When nothing comes for so long, what began and did not end is dropped, and keys act again.</summary>
    public const int SilenceMilliseconds = 1000;

    private const byte Escape = 0x1B;
    private const byte Cancel = 0x18;
    private const byte Substitute = 0x1A;
    private const byte Bell = 0x07;
    private const int SingleShift = 0x8F;
    private const int DeviceControl = 0x90;
    private const int StartOfString = 0x98;
    private const int ControlIntroducer = 0x9B;
    private const int StringTerminator = 0x9C;
    private const int SystemCommand = 0x9D;
    private const int ApplicationCommand = 0x9F;
    private const int PasteBegin = 200;

    // From the second byte of a control function in 7 bits to the one of 8 bits.
    private const int EightBit = 0x40;

    private readonly PastedText _paste = new();
    private readonly byte[] _held = new byte[KeyTable.LongestString];
    private KeyTable.Match _match;
    private int _heldCount;
    private TerminalKey? _wholeKey;
    private int _wholeCount;
    private DecoderState _state;
    private KeyModifiers _alt;
    private ControlSequence _sequence;
    private OldMouseReport _mouse;
    private Utf8Character _character;
    private bool _endsWithBell;
    private char _lateOpener;
    private bool _hasSaidLate;
    private long _last;

    private int Patience =>
        _state is DecoderState.Escape || (_state == DecoderState.Whole && !IsOpened) ? EscapeMilliseconds : SilenceMilliseconds;

    // What follows CSI and SS3 belongs to them however late.
    private bool IsOpened => _held[0] != Escape || _held[1] is (byte)'[' or (byte)'O';

    /// <inheritdoc/>
    public int MillisecondsLeft(long now) => _state is DecoderState.Ground or DecoderState.AfterEscape
        ? -1
        : (int)Math.Clamp(_last + Patience - now, 0, SilenceMilliseconds);

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes, long now)
    {
        Wait(now);
        _last = now;
        foreach (byte value in bytes)
        {
            Take(value);
        }
    }

    /// <inheritdoc/>
    public void Wait(long now)
    {
        while (MillisecondsLeft(now) == 0)
        {
            // What follows from it waits from the moment at which this was decided.
            _last += Patience;
            Decide();
        }
    }

    /// <inheritdoc/>
    public void Reset()
    {
        _paste.Drop();
        EndSequence();
    }

    private void Decide()
    {
        switch (_state)
        {
            case DecoderState.Escape:
                PressEscapes();
                break;
            case DecoderState.Whole:
                EndWhole();
                break;
            case DecoderState.Paste:
                EndPaste();
                break;
            default:
                End(_match.Key);
                break;
        }
    }

    private void Take(byte value)
    {
        switch (_state)
        {
            case DecoderState.Ground:
                TakeFirst(value);
                break;
            case DecoderState.AfterEscape when value is (byte)'[' or (byte)'O':
                BeginEscape();
                _lateOpener = (char)value;
                TakeInSequence(value);
                break;
            case DecoderState.AfterEscape:
                _state = DecoderState.Ground;
                TakeFirst(value);
                break;
            case DecoderState.Character:
                TakeOfCharacter(value);
                break;
            case DecoderState.Paste when _paste.Add(value):
                break;
            case DecoderState.Paste:
                EndPaste();
                break;
            default:
                TakeInSequence(value);
                break;
        }
    }

    private void TakeFirst(byte value)
    {
        if (value == Escape)
        {
            BeginEscape();
        }
        else if (value < 0x80)
        {
            Press(KeyOf(value));
        }
        else if (value < 0xA0)
        {
            BeginControlFunction(value);
        }
        else if (Utf8Character.IsLead(value))
        {
            _character.Begin(value);
            _state = DecoderState.Character;
        }
    }

    private void TakeOfCharacter(byte value)
    {
        if (!_character.TryAdd(value))
        {
            EndSequence();
            Take(value);
        }
        else if (_character.TryTake(out Rune? character))
        {
            KeyModifiers held = _alt;
            EndSequence();
            if (character is { } rune && Rune.IsControl(rune))
            {
                BeginControlFunction(rune.Value);
            }
            else if (character is { } typed)
            {
                Press(new TerminalKey(NamedKey.None, typed, held));
            }
        }
    }

    // The strings of the terminal's entry are followed side by side with the grammar that all sequences share. The entry decides;
    // where it has nothing, the grammar says how long what is dropped is.
    private void TakeInSequence(byte value)
    {
        KeyTable.Match next = _match.Next(value);
        if (!next.IsAlive && _state == DecoderState.Escape && _alt != KeyModifiers.None)
        {
            // Behind two Escs the entry's strings begin with the second.
            next = table.Begin().Next(Escape).Next(value);
            _heldCount = 1;
        }

        if (!next.IsAlive && _state == DecoderState.Whole)
        {
            EndWhole();
            Take(value);
            return;
        }

        _match = next;
        if (next.IsAlive)
        {
            _held[_heldCount] = value;
            _heldCount++;
            if (next.Key is { } key && (!next.HasLonger || _state == DecoderState.Whole))
            {
                // Both Escs are the key's own.
                _alt = _held[1] == Escape ? KeyModifiers.None : _alt;
                EndGrammar(key);
                return;
            }
        }

        TakeByGrammar(value);
    }

    private void TakeByGrammar(byte value)
    {
        switch (_state)
        {
            case DecoderState.Escape:
                TakeBehindEscape(value);
                break;
            case DecoderState.Sequence:
                TakeOfSequence(value);
                break;
            case DecoderState.ConsoleKey:
                EndGrammar(KnownSequences.ConsoleKeyOf(value));
                break;
            case DecoderState.Mouse when !_mouse.TryAdd(value):
                Break(value);
                break;
            case DecoderState.Mouse when _mouse.IsWhole:
                EndSequence();
                events.Report(_mouse.ToReport());
                break;
            case DecoderState.String:
                TakeOfString(value);
                break;
            case DecoderState.StringEscape when value == (byte)'\\':
                EndSequence();
                break;
            case DecoderState.StringEscape:
                EndSequence();
                BeginEscape();
                TakeInSequence(value);
                break;
        }
    }

    private void TakeBehindEscape(byte value)
    {
        switch (value)
        {
            case Escape when _alt != KeyModifiers.None:
                Press(TerminalKey.Of(NamedKey.Escape));
                break;
            case Escape:
                _alt = KeyModifiers.Alt;
                break;
            case (byte)'[' or (byte)'O':
                BeginControlFunction(value + EightBit, keepsMatch: true);
                break;
            case (byte)'P' or (byte)'X' or (byte)']' or (byte)'^' or (byte)'_':
                BeginControlFunction(value + EightBit, keepsMatch: true);
                break;
            case < 0x80:
                PressFirstOfTwo();
                EndGrammar(KeyOf(value)?.With(KeyModifiers.Alt));
                break;
            case var _ when Utf8Character.IsLead(value):
                PressFirstOfTwo();
                _alt = KeyModifiers.Alt;
                _character.Begin(value);
                _state = DecoderState.Character;
                break;
            default:
                PressEscapes();
                Take(value);
                break;
        }
    }

    private void TakeOfSequence(byte value)
    {
        if (!_sequence.TryAdd(value))
        {
            Break(value);
            return;
        }

        bool isBare = _sequence is { Count: 0, Private: 0, IsSingleShift: false, IsMalformed: false };
        switch ((char)_sequence.Final)
        {
            case '\0':
                break;
            case '[' when isBare:
                _state = DecoderState.ConsoleKey;
                break;
            case 'M' when isBare:
                _mouse = default;
                _state = DecoderState.Mouse;
                break;
            case 'M' or 'm' when _sequence.Private == (byte)'<':
                EndMouse();
                break;
            case '~' when _sequence is { Count: 1, Private: 0, IsSingleShift: false, IsMalformed: false }
                && _sequence.Number(0) == PasteBegin:
                EndSequence();
                _state = DecoderState.Paste;
                break;
            default:
                EndGrammar(KnownSequences.KeyOf(_sequence));
                break;
        }
    }

    private void EndMouse()
    {
        ControlSequence said = _sequence;
        EndSequence();
        if (said is { Count: 3, IsMalformed: false } && said.Number(1, absent: 0) > 0 && said.Number(2, absent: 0) > 0)
        {
            events.Report(new MouseReport(
                said.Number(0, absent: 0), said.Number(1) - 1, said.Number(2) - 1, said.Final == (byte)'m'));
        }
    }

    private void TakeOfString(byte value)
    {
        if (_character.IsOpen && _character.TryAdd(value))
        {
            if (_character.TryTake(out Rune? character) && character?.Value == StringTerminator)
            {
                EndSequence();
            }
        }
        else if (value == Escape)
        {
            _state = DecoderState.StringEscape;
        }
        else if (value is Cancel or Substitute or StringTerminator || (value == Bell && _endsWithBell))
        {
            EndSequence();
        }
        else if (Utf8Character.IsLead(value))
        {
            _character.Begin(value);
        }
    }

    private void BeginEscape()
    {
        _state = DecoderState.Escape;
        Hold(Escape);
    }

    // In 8 bits, or what stands for it in 7.
    private void BeginControlFunction(int function, bool keepsMatch = false)
    {
        if (!keepsMatch)
        {
            Hold((byte)function);
        }

        switch (function)
        {
            case ControlIntroducer or SingleShift:
                _sequence = new ControlSequence(isSingleShift: function == SingleShift);
                _state = DecoderState.Sequence;
                break;
            case DeviceControl or StartOfString or (>= SystemCommand and <= ApplicationCommand):
                _endsWithBell = function == SystemCommand;
                _state = DecoderState.String;
                break;
            default:
                EndSequence();
                break;
        }
    }

    private void Hold(byte first)
    {
        _held[0] = first;
        _heldCount = 1;
        _match = table.Begin().Next(first);
    }

    // A byte that cannot stand here: what began is dropped, and the byte stands for itself.
    private void Break(byte value)
    {
        if (_match.IsAlive)
        {
            EndGrammar(null);
            return;
        }

        End(null);
        if (value is not (Cancel or Substitute))
        {
            Take(value);
        }
    }

    // By the grammar it is whole. Nothing more is known when the entry has a longer key that begins so.
    private void EndGrammar(TerminalKey? key)
    {
        if (_match.HasLonger)
        {
            (_state, _wholeKey, _wholeCount) = (DecoderState.Whole, _match.Key ?? key, _heldCount);
        }
        else
        {
            End(_match.Key ?? key);
        }
    }

    private void EndWhole()
    {
        Span<byte> more = stackalloc byte[KeyTable.LongestString];
        int count = _heldCount - _wholeCount;
        _held.AsSpan(_wholeCount, count).CopyTo(more);
        End(_wholeKey);
        foreach (byte value in more[..count])
        {
            Take(value);
        }
    }

    private void End(TerminalKey? key)
    {
        KeyModifiers held = _alt;
        char opener = key is null && _sequence is { Count: 0, Private: 0 } ? _lateOpener : '\0';
        EndSequence();
        Press(key?.With(held));
        if (opener != '\0' && !_hasSaidLate)
        {
            _hasSaidLate = true;
            events.DropOpener(opener);
        }
    }

    private void EndSequence()
    {
        _state = DecoderState.Ground;
        _alt = KeyModifiers.None;
        _match = default;
        _heldCount = 0;
        _lateOpener = '\0';
        _character.Drop();
    }

    private void EndPaste()
    {
        EndSequence();
        string text = _paste.Take();
        if (text.Length > 0)
        {
            events.Paste(text);
        }
    }

    private void PressEscapes()
    {
        PressFirstOfTwo();
        EndSequence();
        _state = DecoderState.AfterEscape;
        Press(TerminalKey.Of(NamedKey.Escape));
    }

    private void PressFirstOfTwo()
    {
        if (_alt != KeyModifiers.None)
        {
            _alt = KeyModifiers.None;
            Press(TerminalKey.Of(NamedKey.Escape));
        }
    }

    private void Press(TerminalKey? key)
    {
        if (key is { Name: not NamedKey.Other } pressed)
        {
            events.Press(pressed);
        }
    }

    // What keyboards send for one byte, whatever an entry says.
    private static TerminalKey? KeyOf(byte value) => value switch
    {
        0x08 or 0x7F => TerminalKey.Of(NamedKey.Backspace),
        0x09 => TerminalKey.Of(NamedKey.Tab),
        0x0A or 0x0D => TerminalKey.Of(NamedKey.Enter),
        >= 0x01 and <= 0x1A => TerminalKey.Of((char)(value + 0x40)).With(KeyModifiers.Ctrl),
        < 0x20 => null,
        _ => TerminalKey.Of((char)value),
    };
}
