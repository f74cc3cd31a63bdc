using System.Text;
using static CoreTop.Tui.Input.ControlFunctions;

namespace CoreTop.Tui.Input;

/// <summary>
/// Makes keys, reports of the mouse and pasted text of the bytes that a terminal sends, and drops everything else it may send.
/// For any bytes, it holds no more than <see cref="PastedText.MostBytes"/> of them.
/// </summary>
/// <param name="table">The keys of this terminal's entry; they go before the well-known ones.</param>
/// <param name="events">Takes what it finds.</param>
internal sealed class InputDecoder(KeyTable table, IInputEvents events) : IInputDecoder
{
    /// <summary>What follows an Esc within this time belongs to it; then Esc is a key of its own.</summary>
    public const int EscapeMilliseconds = 50;

    /// <summary>When nothing comes for so long, what began and did not end is dropped, and keys act again.</summary>
    public const int SilenceMilliseconds = 1000;

    /// <summary>An Esc that may begin an answer is waited for so long.</summary>
    public const int AnswerMilliseconds = 300;

    /// <summary>An answer is taken to be on its way for so long after the question.</summary>
    public const int AnswersMilliseconds = 3000;

    private readonly PastedText _paste = new();
    private readonly EntryMatch _match = new(table);
    private DecoderState _state;
    private KeyModifiers _alt;
    private ControlSequence _sequence;
    private OldMouseReport _mouse;
    private Utf8Character _character;
    private readonly ControlString _string = new();
    private char _lateOpener;
    private long _last;
    private long _asked;
    private int _expected;

    private int Patience =>
        _state is DecoderState.Escape || (_state == DecoderState.Whole && !_match.IsOpened)
            ? IsAnswerNear ? AnswerMilliseconds : EscapeMilliseconds
        : _state is DecoderState.String or DecoderState.StringEscape && _expected > 0 && _string.MayReport ? AnswersMilliseconds
        : SilenceMilliseconds;

    private bool IsAnswerNear => _expected > 0 && _last - _asked < AnswersMilliseconds;

    /// <inheritdoc/>
    public int MillisecondsLeft(long now)
    {
        int patience = Patience;
        return _state is DecoderState.Ground or DecoderState.AfterEscape ? -1 : (int)Math.Clamp(_last + patience - now, 0, patience);
    }

    /// <inheritdoc/>
    public void ExpectAnswers(long now) => (_asked, _expected) = (now, _expected + 1);

    /// <inheritdoc/>
    public void Feed(ReadOnlySpan<byte> bytes, long now)
    {
        Wait(now);
        if (_state == DecoderState.String && now - _last >= EscapeMilliseconds && IsReportBroken(bytes))
        {
            EndSequence();
        }

        _last = now;
        if (_state == DecoderState.Escape && !bytes.IsEmpty && !MayBelongToEscape(bytes[0]))
        {
            PressEscapes();
        }

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

    // With Alt held, a terminal sends Esc and the character at once: where the character comes in a later read, both were typed. What opens a
    // sequence may come late from afar, and so may an answer.
    private bool MayBelongToEscape(byte next) =>
        next is Escape or (byte)'[' or (byte)'O' || IsAnswerNear || _match.CanAdd(next);

    // A terminal sends its answer in one go or byte by byte, and all of it; after a pause, what cannot belong to it is a key.
    private bool IsReportBroken(ReadOnlySpan<byte> bytes) =>
        _expected > 0 && _string.MayReport && bytes is [>= (byte)' ' and < 0x7F and var next, ..] && !ColourReport.CanContain(next);

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
            case DecoderState.AfterEscape when value is (byte)'[' or (byte)'O' || (value == (byte)']' && IsAnswerNear):
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
            Press(KnownSequences.KeyOf(value));
        }
        else if (value < 0xA0)
        {
            BeginEightBit(value);
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
                BeginEightBit(rune.Value);
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
        if (!_match.CanAdd(value) && _state == DecoderState.Escape && _alt != KeyModifiers.None)
        {
            // Behind two Escs the entry's strings begin with the second.
            _match.Begin(Escape);
        }

        if (!_match.CanAdd(value) && _state == DecoderState.Whole)
        {
            EndWhole();
            Take(value);
            return;
        }

        _match.Add(value);
        if (_match.Key is { } key && (!_match.HasLonger || _state == DecoderState.Whole))
        {
            _alt = _match.HasTwoEscapes ? KeyModifiers.None : _alt;
            EndGrammar(key);
            return;
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
            case DecoderState.String when value == Escape:
                _state = DecoderState.StringEscape;
                break;
            case DecoderState.String when !_string.Take(value):
            case DecoderState.StringEscape when value == (byte)'\\':
                EndString();
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
            case (byte)'[' or (byte)'O' or (byte)'P' or (byte)'X' or (byte)']' or (byte)'^' or (byte)'_':
                BeginFunction(BehindEscape(value));
                break;
            case < 0x80:
                PressFirstOfTwo();
                EndGrammar(KnownSequences.KeyOf(value)?.With(KeyModifiers.Alt));
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

        switch ((char)_sequence.Final)
        {
            case '\0':
                break;
            case '[' when _sequence.IsBare:
                _state = DecoderState.ConsoleKey;
                break;
            case 'M' when _sequence.IsBare:
                _mouse = default;
                _state = DecoderState.Mouse;
                break;
            case 'M' or 'm' when _sequence.Private == (byte)'<':
                EndSequence();
                if (MouseReport.Of(_sequence) is { } report)
                {
                    events.Report(report);
                }

                break;
            case 'c' when _sequence.Private == (byte)'?' && _expected > 0:
                EndSequence();
                _expected--;
                events.EndAnswers();
                break;
            case '~' when _sequence.BeginsPaste:
                EndSequence();
                _state = DecoderState.Paste;
                break;
            default:
                EndGrammar(KnownSequences.KeyOf(_sequence));
                break;
        }
    }

    private void BeginEscape()
    {
        _state = DecoderState.Escape;
        _match.Begin(Escape);
    }

    private void BeginEightBit(int function)
    {
        _match.Begin((byte)function);
        BeginFunction(function);
    }

    private void BeginFunction(int function)
    {
        switch (function)
        {
            case Introducer or SingleShift:
                _sequence = new ControlSequence(isSingleShift: function == SingleShift);
                _state = DecoderState.Sequence;
                break;
            case var _ when BeginsString(function):
                _string.Begin(isSystemCommand: function == SystemCommand);
                _state = DecoderState.String;
                break;
            default:
                EndSequence();
                break;
        }
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
            _match.KeepWhole(key);
            _state = DecoderState.Whole;
        }
        else
        {
            End(_match.Key ?? key);
        }
    }

    private void EndWhole()
    {
        byte[] rest = _match.TakeRest();
        End(_match.WholeKey);
        foreach (byte value in rest)
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
        if (opener != '\0')
        {
            events.DropOpener(opener);
        }
    }

    private void EndSequence()
    {
        _state = DecoderState.Ground;
        _alt = KeyModifiers.None;
        _match.Clear();
        _lateOpener = '\0';
        _character.Drop();
    }

    private void EndString()
    {
        EndSequence();
        if (_expected > 0 && _string.Background is { } colour)
        {
            events.ReportBackground(colour);
        }
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
}
