namespace CoreTop.Kernel.Proc;

/// <summary>Makes text that may be printed of bytes that programs choose.</summary>
internal static class PrintableText
{
    /// <summary>The text, cut after so many bytes, with <c>?</c> for everything but printable ASCII.</summary>
    public static string Of(ReadOnlySpan<byte> bytes, int most)
    {
        bytes = bytes[..Math.Min(bytes.Length, most)];
        return string.Create(bytes.Length, bytes, static (text, bytes) =>
        {
            for (int i = 0; i < text.Length; i++)
            {
                text[i] = bytes[i] is >= 0x20 and < 0x7f ? (char)bytes[i] : '?';
            }
        });
    }
}
