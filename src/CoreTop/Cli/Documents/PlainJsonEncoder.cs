using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;

namespace CoreTop.Cli.Documents;

/// <summary>
/// Keeps quotes and letters readable, and escapes what steers a terminal: control characters, and those that turn the direction
/// of writing. A program that reads the document has the names as they are.
/// </summary>
internal sealed class PlainJsonEncoder : JavaScriptEncoder
{
    private const int LongestEscape = 12;

    /// <inheritdoc/>
    public override int MaxOutputCharactersPerInputCharacter => LongestEscape;

    /// <inheritdoc/>
    public override bool WillEncode(int unicodeScalar) => UnsafeRelaxedJsonEscaping.WillEncode(unicodeScalar) || IsFormat(unicodeScalar);

    /// <inheritdoc/>
    public override unsafe int FindFirstCharacterToEncode(char* text, int textLength)
    {
        var characters = new ReadOnlySpan<char>(text, textLength);
        for (int i = 0; i < characters.Length;)
        {
            if (Rune.DecodeFromUtf16(characters[i..], out Rune rune, out int used) != System.Buffers.OperationStatus.Done
                || WillEncode(rune.Value))
            {
                return i;
            }

            i += used;
        }

        return -1;
    }

    /// <inheritdoc/>
    public override unsafe bool TryEncodeUnicodeScalar(int unicodeScalar, char* buffer, int bufferLength, out int numberOfCharactersWritten)
    {
        if (!IsFormat(unicodeScalar))
        {
            return UnsafeRelaxedJsonEscaping.TryEncodeUnicodeScalar(unicodeScalar, buffer, bufferLength, out numberOfCharactersWritten);
        }

        string escaped = string.Concat(new Rune(unicodeScalar).ToString().Select(unit => $"\\u{(int)unit:X4}"));
        bool hasRoom = escaped.AsSpan().TryCopyTo(new Span<char>(buffer, bufferLength));
        numberOfCharactersWritten = hasRoom ? escaped.Length : 0;
        return hasRoom;
    }

    private static bool IsFormat(int unicodeScalar) =>
        unicodeScalar > '~' && Rune.GetUnicodeCategory(new Rune(unicodeScalar)) == UnicodeCategory.Format;
}
