using System.Text;

namespace CoreTop.Tui.Hosting;

/// <summary>The bytes of one frame, collected so that they are sent in one write.</summary>
internal sealed class FrameBytes
{
    private const int LongestNumber = 11;
    private byte[] _bytes = new byte[16 * 1024];

    /// <summary>How many there are.</summary>
    public int Length { get; private set; }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, Length);

    public void Clear() => Length = 0;

    public void Add(ReadOnlySpan<byte> bytes)
    {
        Reserve(bytes.Length);
        bytes.CopyTo(_bytes.AsSpan(Length));
        Length += bytes.Length;
    }

    public void Add(char ascii)
    {
        Reserve(1);
        _bytes[Length++] = (byte)ascii;
    }

    /// <summary>Adds a number in decimal digits.</summary>
    public void Add(int number)
    {
        Reserve(LongestNumber);
        _ = number.TryFormat(_bytes.AsSpan(Length), out int written);
        Length += written;
    }

    /// <summary>Adds text in UTF-8.</summary>
    public void Add(string text)
    {
        Reserve(Encoding.UTF8.GetMaxByteCount(text.Length));
        Length += Encoding.UTF8.GetBytes(text, _bytes.AsSpan(Length));
    }

    private void Reserve(int more)
    {
        if (Length + more > _bytes.Length)
        {
            Array.Resize(ref _bytes, Math.Max(2 * _bytes.Length, Length + more));
        }
    }
}
