using System.Globalization;
using System.Text;

namespace CoreTop.Fuzz;

/// <summary>Spoils inputs, the same way for the same random numbers.</summary>
/// <param name="random">Its random numbers.</param>
/// <param name="tokens">Words of the grammar.</param>
/// <param name="longest">The most bytes an input may have.</param>
internal sealed class Mutator(Random random, IReadOnlyList<byte[]> tokens, int longest)
{
    private const int MostSteps = 6;
    private const int OneInLong = 500;

    private static readonly byte[][] Numbers =
    [
        .. new[]
        {
            "0", "-0", "-1", "1", "00000001", "63", "64", "255", "1023", "8191", "8192", "65535", "65536", "2147483647", "2147483648",
            "-2147483648", "4294967295", "4294967296", "9223372036854775807", "-9223372036854775808", "9223372036854775808",
            "18446744073709551615", "18446744073709551616", "99999999999999999999999999", "1e308", "1e309", "-1e308", "1e-400", "1.", ".5",
            "0.0000001", "1,5", "NaN", "Infinity", "-Infinity", "0x10", "+1", "1_000", "٣",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private static readonly byte[][] Oddities =
    [
        [0], [0x1B], [0x1B, .. "[2J"u8], [0x7F], [0x80], [0x9B, .. "31m"u8], [0xC0, 0xAF], [0xED, 0xA0, 0x80], [0xFF, 0xFE], [0xF0, 0x9F, 0x98],
        .. new[]
        {
            "\r", "\n", "\r\n", "\n\n", "\t", " ", "  ", "\u00A0", "\u0085", "\u2028", "\u202E", "\u200D", "\uFEFF", "\uFFFD", "é", "e\u0301",
            "漢字", "👩‍👩‍👧", "İ", "ß", "\"", "'", "\\", "\\\\", "(", ")", ")))", "%", "%s%n", "$(id)", "../", "{", "}", "[", "]", "null", "#", ";", "=",
            ":", ",", "-", "/", "|", "&&", "!", "~", "*", "?",
        }.Select(Encoding.UTF8.GetBytes),
    ];

    private readonly List<byte> _bytes = [];

    /// <summary>Makes an input of another.</summary>
    /// <param name="seed">The input to spoil.</param>
    /// <param name="pool">Others, of which parts are taken.</param>
    public byte[] Spoil(byte[] seed, IReadOnlyList<byte[]> pool)
    {
        _bytes.Clear();
        _bytes.AddRange(seed);
        int steps = 1 + random.Next(MostSteps);
        for (int i = 0; i < steps; i++)
        {
            Step(pool);
        }

        if (random.Next(OneInLong) == 0)
        {
            Lengthen();
        }

        if (_bytes.Count > longest)
        {
            _bytes.RemoveRange(longest, _bytes.Count - longest);
        }

        return [.. _bytes];
    }

    private void Step(IReadOnlyList<byte[]> pool)
    {
        switch (random.Next(14))
        {
            case 0 when _bytes.Count > 0:
                _bytes[random.Next(_bytes.Count)] ^= (byte)(1 << random.Next(8));
                break;
            case 1 when _bytes.Count > 0:
                _bytes[random.Next(_bytes.Count)] = (byte)random.Next(256);
                break;
            case 2:
                _bytes.RemoveRange(Piece(out int count), count);
                break;
            case 3:
                int from = Piece(out int copied);
                Insert(_bytes.GetRange(from, copied));
                break;
            case 4:
                _bytes.RemoveRange(Place(), 0);
                Cut();
                break;
            case 5 or 6:
                ReplaceNumber();
                break;
            case 7 or 8 when tokens.Count > 0:
                Insert(tokens[random.Next(tokens.Count)]);
                break;
            case 9:
                Insert(Oddities[random.Next(Oddities.Length)]);
                break;
            case 10:
                Splice(pool[random.Next(pool.Count)]);
                break;
            case 11:
                SwapLines();
                break;
            case 12 when _bytes.Count > 0:
                int at = random.Next(_bytes.Count);
                _bytes[at] = (byte)(char.IsAsciiLetter((char)_bytes[at]) ? _bytes[at] ^ 0x20 : _bytes[at] + (random.Next(2) == 0 ? 0 : 1) & 0xFF);
                break;
            default:
                Insert(Numbers[random.Next(Numbers.Length)]);
                break;
        }
    }

    private int Place() => random.Next(_bytes.Count + 1);

    private int Piece(out int count)
    {
        int from = Place();
        count = Math.Min(_bytes.Count - from, 1 + random.Next(random.Next(4) == 0 ? 200 : 8));
        return from;
    }

    private void Insert(IReadOnlyCollection<byte> bytes) => _bytes.InsertRange(Place(), bytes);

    private void Cut()
    {
        int from = Place();
        if (random.Next(4) == 0)
        {
            _bytes.RemoveRange(0, from);
        }
        else
        {
            _bytes.RemoveRange(from, _bytes.Count - from);
        }
    }

    // The number at or behind a random place: by an extreme one, or by itself and a little.
    private void ReplaceNumber()
    {
        int start = Place();
        while (start < _bytes.Count && !char.IsAsciiDigit((char)_bytes[start]))
        {
            start++;
        }

        int end = start;
        while (end < _bytes.Count && char.IsAsciiDigit((char)_bytes[end]))
        {
            end++;
        }

        if (end == start)
        {
            return;
        }

        byte[] number = Numbers[random.Next(Numbers.Length)];
        if (random.Next(3) == 0 && ulong.TryParse(Encoding.ASCII.GetString([.. _bytes[start..end]]), NumberStyles.None, CultureInfo.InvariantCulture, out ulong known))
        {
            number = Encoding.ASCII.GetBytes(unchecked(known + (ulong)random.Next(-2, 3)).ToString(CultureInfo.InvariantCulture));
        }

        _bytes.RemoveRange(start, end - start);
        _bytes.InsertRange(start, number);
    }

    private void Splice(byte[] other)
    {
        int keep = Place(), from = random.Next(other.Length + 1);
        _bytes.RemoveRange(keep, _bytes.Count - keep);
        _bytes.AddRange(other.AsSpan(from));
    }

    private void SwapLines()
    {
        string[] lines = Encoding.Latin1.GetString([.. _bytes]).Split('\n');
        int one = random.Next(lines.Length), two = random.Next(lines.Length);
        (lines[one], lines[two]) = (lines[two], lines[one]);
        _bytes.Clear();
        _bytes.AddRange(Encoding.Latin1.GetBytes(string.Join('\n', lines)));
    }

    private void Lengthen()
    {
        int from = Piece(out int count);
        List<byte> piece = count > 0 ? _bytes.GetRange(from, count) : [(byte)'1'];
        int times = random.Next((longest / piece.Count) + 1);
        var repeated = new List<byte>(times * piece.Count);
        for (int i = 0; i < times; i++)
        {
            repeated.AddRange(piece);
        }

        _bytes.InsertRange(from, repeated);
    }
}
