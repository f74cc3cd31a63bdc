namespace CoreTop.Tui.Input;

/// <summary>
/// A control sequence (ECMA-48, 5.4) whose bytes come one by one, behind CSI or SS3: bounded numbers, how many there are, and
/// whether it is more than a key can send.
/// </summary>
internal struct ControlSequence
{
    private const int MostNumbers = 4;
    private const int MostBytes = 48;
    private const int LargestNumber = 99_999;
    private const int PasteBegins = 200;

    private System.Runtime.CompilerServices.InlineArray4<int> _numbers;
    private int _bytes;
    private bool _hasIntermediate;

    /// <summary>Begins one.</summary>
    /// <param name="isSingleShift">It follows SS3, not CSI.</param>
    public ControlSequence(bool isSingleShift) => IsSingleShift = isSingleShift;

    /// <summary>It follows SS3, not CSI.</summary>
    public bool IsSingleShift { get; }

    /// <summary>One of <c>&lt;=&gt;?</c> in front of the numbers; 0 for none.</summary>
    public byte Private { get; private set; }

    /// <summary>How many numbers it has.</summary>
    public int Count { get; private set; }

    /// <summary>Nothing came yet.</summary>
    public readonly bool IsEmpty => _bytes == 0;

    /// <summary>No key and no report of a mouse looks so: it is passed over up to its end.</summary>
    public bool IsMalformed { get; private set; }

    /// <summary>Its last byte, which says what it is; 0 while it is not whole.</summary>
    public byte Final { get; private set; }

    /// <summary>It follows CSI, and has nothing but its last byte.</summary>
    public readonly bool IsBare => !IsSingleShift && Count == 0 && Private == 0 && !IsMalformed;

    /// <summary>Pasted text follows it: mode 2004.</summary>
    public readonly bool BeginsPaste =>
        !IsSingleShift && Count == 1 && Private == 0 && !IsMalformed && Final == (byte)'~' && Number(0) == PasteBegins;

    /// <summary>One of its numbers.</summary>
    /// <param name="index">From 0.</param>
    /// <param name="absent">What it is when it is left out.</param>
    public readonly int Number(int index, int absent = 1) => index < Count && _numbers[index] >= 0 ? _numbers[index] : absent;

    /// <summary>Adds a byte.</summary>
    /// <returns>False when it cannot stand in a control sequence; it is not used.</returns>
    public bool TryAdd(byte value)
    {
        switch (value)
        {
            case >= (byte)'0' and <= (byte)'9':
                AddDigit(value - '0');
                break;
            case (byte)';':
                AddSeparator();
                break;
            case >= 0x20 and <= 0x3F when IsSingleShift:
                Final = value;
                break;
            case (byte)':':
                IsMalformed = true;
                break;
            case >= (byte)'<' and <= (byte)'?':
                IsMalformed |= !IsEmpty;
                Private = value;
                break;

            // Shift of rxvt: a number and a dollar sign, which elsewhere stands between numbers and the last byte.
            case (byte)'$' when Count == 1 && Private == 0 && !_hasIntermediate && !IsMalformed:
            case >= 0x40 and <= 0x7E:
                Final = value;
                IsMalformed |= _hasIntermediate;
                break;
            case >= 0x20 and <= 0x2F:
                _hasIntermediate = true;
                break;
            default:
                return false;
        }

        _bytes = Math.Min(_bytes + 1, MostBytes + 1);
        IsMalformed |= _bytes > MostBytes;
        return true;
    }

    private void AddDigit(int digit)
    {
        if (Count == 0)
        {
            AddNumber();
        }

        if (Count <= MostNumbers)
        {
            ref int number = ref _numbers[Count - 1];
            number = Math.Min((Math.Max(number, 0) * 10) + digit, LargestNumber);
            IsMalformed |= number == LargestNumber || _hasIntermediate;
        }
    }

    private void AddSeparator()
    {
        if (Count == 0)
        {
            AddNumber();
        }

        AddNumber();
    }

    private void AddNumber()
    {
        if (Count < MostNumbers)
        {
            _numbers[Count] = -1;
            Count++;
        }
        else
        {
            IsMalformed = true;
        }
    }
}
