using System.Buffers;
using System.Text;

namespace CoreTop.Tui.Input;

/// <summary>Text that is being pasted, up to the sequence that ends it.</summary>
internal sealed class PastedText
{
    /// <summary>No answer that can be typed is longer; the rest is dropped.</summary>
    public const int MostBytes = 64 * 1024;

    private readonly ArrayBufferWriter<byte> _bytes = new();
    private int _matched;

    private static ReadOnlySpan<byte> End => "\e[201~"u8;

    /// <summary>Adds a byte.</summary>
    /// <returns>False when it was the last of the sequence that ends the paste.</returns>
    public bool Add(byte value)
    {
        if (value == End[_matched])
        {
            _matched++;
            if (_matched < End.Length)
            {
                return true;
            }

            _matched = 0;
            return false;
        }

        // Only the first byte of the sequence can begin it again.
        Keep(End[.._matched]);
        _matched = value == End[0] ? 1 : 0;
        if (_matched == 0)
        {
            Keep([value]);
        }

        return true;
    }

    /// <summary>Takes the text out, without control characters and without what is not UTF-8.</summary>
    public string Take()
    {
        var text = new StringBuilder(_bytes.WrittenCount);
        ReadOnlySpan<byte> left = _bytes.WrittenSpan;
        while (!left.IsEmpty)
        {
            bool isOne = Rune.DecodeFromUtf8(left, out Rune rune, out int used) == OperationStatus.Done;
            if (isOne && !Rune.IsControl(rune))
            {
                text.Append(rune);
            }

            left = left[used..];
        }

        Drop();
        return text.ToString();
    }

    /// <summary>Drops what there is.</summary>
    public void Drop()
    {
        _bytes.ResetWrittenCount();
        _matched = 0;
    }

    private void Keep(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.WrittenCount + bytes.Length <= MostBytes)
        {
            _bytes.Write(bytes);
        }
    }
}
