using System.Globalization;

namespace CoreTop.Analysis.Blaming.OpenMp;

/// <summary>Reads the numbers and signs of a list of CPUs and skips blanks.</summary>
internal ref struct CpuReader(ReadOnlySpan<char> text)
{
    private ReadOnlySpan<char> _rest = text.Trim();

    /// <summary>Nothing is left.</summary>
    public readonly bool IsAtEnd => _rest.IsEmpty;

    /// <summary>Takes a sign if it comes next.</summary>
    public bool Take(char sign)
    {
        if (_rest.IsEmpty || _rest[0] != sign)
        {
            return false;
        }

        _rest = _rest[1..].TrimStart();
        return true;
    }

    /// <summary>Takes a number, which may be negative.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryTake(out int number)
    {
        int length = !_rest.IsEmpty && _rest[0] is '-' ? 1 : 0;
        while (length < _rest.Length && char.IsAsciiDigit(_rest[length]))
        {
            length++;
        }

        bool isNumber = int.TryParse(_rest[..length], NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out number);
        _rest = isNumber ? _rest[length..].TrimStart() : _rest;
        return isNumber;
    }

    /// <summary>Takes the end of a range, such as <c>-7</c>, if it comes next.</summary>
    public bool TryTakeRangeEnd(out int number)
    {
        number = 0;
        return Take('-') && TryTake(out number) && number >= 0;
    }
}
