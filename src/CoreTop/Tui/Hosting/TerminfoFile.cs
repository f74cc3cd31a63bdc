using CoreTop.Tui.Input;

namespace CoreTop.Tui.Hosting;

/// <summary>Reads a terminfo file safely, even if something else was put in its place: never waits, never reads more than an entry can have.</summary>
internal static class TerminfoFile
{
    /// <summary>The file's bytes.</summary>
    /// <returns>Null when it cannot be read, or is larger.</returns>
    public static byte[]? Read(string path)
    {
        int file = TerminalNative.Open(path, TerminalNative.ReadFlags);
        if (file < 0)
        {
            return null;
        }

        try
        {
            byte[] bytes = new byte[TerminfoEntry.MostBytes + 1];
            int count = 0;
            nint read;
            while (count < bytes.Length
                && (read = TerminalNative.Read(file, ref bytes[count], (nuint)(bytes.Length - count))) > 0)
            {
                count += (int)read;
            }

            return count is > 0 and <= TerminfoEntry.MostBytes ? bytes[..count] : null;
        }
        finally
        {
            _ = TerminalNative.Close(file);
        }
    }
}
