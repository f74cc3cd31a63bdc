using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;

namespace CoreTop.Tui.Hosting;

/// <summary>Reads what is typed, and decodes it from UTF-8 across reads.</summary>
/// <param name="file">The terminal's descriptor.</param>
internal sealed class TypedText(int file)
{
    private readonly byte[] _bytes = new byte[4096];

    // What an earlier read left behind may become one character more than there are bytes.
    private readonly char[] _characters = new char[Encoding.UTF8.GetMaxCharCount(4096)];
    private readonly Decoder _decoder = Encoding.UTF8.GetDecoder();

    /// <summary>Reads what there is, and waits when there is nothing.</summary>
    /// <param name="to">Takes the characters.</param>
    /// <returns>False when the terminal is gone.</returns>
    public bool Read(ConcurrentQueue<char> to)
    {
        nint read = TerminalNative.Read(file, ref _bytes[0], (nuint)_bytes.Length);
        if (read <= 0)
        {
            return read < 0 && Marshal.GetLastPInvokeError() is TerminalNative.Eintr or TerminalNative.Eagain;
        }

        int count = _decoder.GetChars(_bytes.AsSpan(0, (int)read), _characters, flush: false);
        foreach (char character in _characters.AsSpan(0, count))
        {
            to.Enqueue(character);
        }

        return true;
    }
}
