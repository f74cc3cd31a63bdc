using System.Globalization;

namespace CoreTop.Listing.Texts;

/// <summary>Writes numbers the way top's users read them, into a caller's buffer: nothing is allocated.</summary>
internal static class FieldText
{
    private const string SizeUnits = "KMGTPE";
    private const string CountUnits = "kMGT";
    private const int LeastCutName = 5;

    /// <summary>A whole number; where there is no room for it, in thousands or more: <c>123k</c>, <c>45M</c>.</summary>
    public static int Number(Span<char> buffer, long value)
    {
        if (value.TryFormat(buffer, out int length, default, CultureInfo.InvariantCulture))
        {
            return length;
        }

        foreach (char unit in CountUnits)
        {
            value /= 1000;
            if (buffer.Length > 1 && value.TryFormat(buffer[..^1], out length, default, CultureInfo.InvariantCulture))
            {
                buffer[length] = unit;
                return length + 1;
            }
        }

        return 0;
    }

    /// <summary>A share as percent with one decimal; none from 10,000 % up, or where there is no room; then in thousands, <c>102k</c>.</summary>
    public static int Percent(Span<char> buffer, double share)
    {
        double percent = share * 100;
        string format = percent < 9999.95 ? "0.0" : "0";
        return percent.TryFormat(buffer, out int length, format, CultureInfo.InvariantCulture)
            || percent.TryFormat(buffer, out length, "0", CultureInfo.InvariantCulture)
            || (percent / 1000).TryFormat(buffer, out length, "0k", CultureInfo.InvariantCulture)
            ? length
            : 0;
    }

    /// <summary>Bytes in four or five characters: <c>812K</c>, <c>4.1M</c>, <c>230M</c>, <c>1.5G</c>.</summary>
    public static int Size(Span<char> buffer, ulong bytes)
    {
        double value = bytes / 1024.0;
        int unit = 0;
        while (value >= 999.5 && unit < SizeUnits.Length - 1)
        {
            value /= 1024;
            unit++;
        }

        value.TryFormat(buffer, out int length, unit > 0 && value < 9.95 ? "0.0" : "0", CultureInfo.InvariantCulture);
        buffer[length] = SizeUnits[unit];
        return length + 1;
    }

    /// <summary>Minutes, seconds and hundredths as top's TIME+: <c>14:49.20</c>; where there is no room, hours: <c>123456h</c>.</summary>
    public static int Minutes(Span<char> buffer, TimeSpan time)
    {
        long hundredths = (long)(time.TotalSeconds * 100);
        return buffer.TryWrite(
                CultureInfo.InvariantCulture,
                $"{hundredths / 6000}:{hundredths / 100 % 60:00}.{hundredths % 100:00}",
                out int length)
            || buffer.TryWrite(CultureInfo.InvariantCulture, $"{hundredths / 360_000}h", out length)
                ? length
                : 0;
    }

    /// <summary>
    /// Days, hours, minutes and seconds as ps has them: <c>2-03:04:05</c>, <c>04:05</c>; where there is no room, <c>1234d05h</c>.
    /// </summary>
    public static int Days(Span<char> buffer, TimeSpan time)
    {
        bool isWritten = time.Days > 0
            ? buffer.TryWrite(
                CultureInfo.InvariantCulture, $"{time.Days}-{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}", out int length)
            : time.Hours > 0
                ? buffer.TryWrite(
                    CultureInfo.InvariantCulture, $"{time.Hours:00}:{time.Minutes:00}:{time.Seconds:00}", out length)
                : buffer.TryWrite(CultureInfo.InvariantCulture, $"{time.Minutes:00}:{time.Seconds:00}", out length);
        return isWritten || buffer.TryWrite(CultureInfo.InvariantCulture, $"{time.Days}d{time.Hours:00}h", out length) ? length : 0;
    }

    /// <summary>As <see cref="Percent"/>, in a string of its own.</summary>
    public static string PercentText(double share)
    {
        Span<char> buffer = stackalloc char[16];
        return new string(buffer[..Percent(buffer, share)]);
    }

    /// <summary>As <see cref="Size"/>, in a string of its own.</summary>
    public static string SizeText(ulong bytes)
    {
        Span<char> buffer = stackalloc char[16];
        return new string(buffer[..Size(buffer, bytes)]);
    }

    /// <summary>As <see cref="Minutes"/>, in a string of its own.</summary>
    public static string MinutesText(TimeSpan time)
    {
        Span<char> buffer = stackalloc char[32];
        return new string(buffer[..Minutes(buffer, time)]);
    }

    /// <summary>
    /// A name whose end distinguishes it as much as its beginning: where there is no room, the middle gives way,
    /// <c>1834…112</c>.
    /// </summary>
    public static int Name(Span<char> buffer, ReadOnlySpan<char> name)
    {
        if (name.Length <= buffer.Length || buffer.Length < LeastCutName)
        {
            return Text(buffer, name);
        }

        int tail = (buffer.Length - 1) / 2, head = buffer.Length - 1 - tail;

        // A character of two code units is not cut in two.
        head -= char.IsHighSurrogate(name[head - 1]) ? 1 : 0;
        tail -= char.IsLowSurrogate(name[^tail]) ? 1 : 0;
        name[..head].CopyTo(buffer);
        buffer[head] = '…';
        name[^tail..].CopyTo(buffer[(head + 1)..]);
        return head + 1 + tail;
    }

    /// <summary>A text, cut to the buffer, with <c>…</c> at the end of what is cut.</summary>
    public static int Cut(Span<char> buffer, ReadOnlySpan<char> text)
    {
        int length = Text(buffer, text);
        if (length < text.Length && length > 0)
        {
            buffer[length - 1] = '…';
        }

        return length;
    }

    /// <summary>A text, cut to the buffer.</summary>
    public static int Text(Span<char> buffer, ReadOnlySpan<char> text)
    {
        int length = Math.Min(buffer.Length, text.Length);
        text[..length].CopyTo(buffer);
        return length;
    }
}
