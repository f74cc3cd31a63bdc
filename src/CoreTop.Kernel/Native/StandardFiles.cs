using System.Runtime.InteropServices;

namespace CoreTop.Kernel.Native;

/// <summary>Standard input, output and error, and what else this program owns as long as it runs: its descriptors and signals.</summary>
public static partial class StandardFiles
{
    /// <summary>The descriptor of standard output.</summary>
    public const int Output = 1;

    /// <summary>The descriptor of standard error.</summary>
    public const int Error = 2;

    private const string Nothing = "/dev/null";
    private const int Input = 0, ReadOnly = 0, WriteOnly = 1;
    private const short PollOut = 4;
    private const int FileSizeSignal = 25, Ignored = 1;

    private static readonly List<int> Filled = [];

    /// <summary>
    /// Takes the places of those that are closed, or the next file opened, the journal even, would get one and what is said to
    /// the user would go there. What is opened fails as a closed file does: the input cannot be read, nor the others written.
    /// </summary>
    public static void Fill()
    {
        int file;
        do
        {
            file = Open(Nothing, WriteOnly);
            if (file > Input)
            {
                _ = Close(file);
                file = Open(Nothing, ReadOnly);
            }

            if (file is >= Input and <= Error)
            {
                Filled.Add(file);
            }
        }
        while (file is >= Input and <= Error);
        _ = Close(file);
    }

    /// <summary>Closes those that <see cref="Fill"/> opened: another program finds them as this one did.</summary>
    public static void CloseFilled()
    {
        foreach (int file in Filled)
        {
            _ = Close(file);
        }

        Filled.Clear();
    }

    /// <summary>A file that may not grow (<c>ulimit -f</c>) is an error that can be reported, not the end of the program.</summary>
    public static void IgnoreFileSizeSignal() => _ = SetHandler(FileSizeSignal, Ignored);

    /// <summary>Writes all of a text, and waits where whoever shares the file has set it not to block.</summary>
    /// <param name="file">One of the descriptors above.</param>
    /// <param name="text">The bytes.</param>
    /// <returns>0, or errno: what was not written by then is not.</returns>
    public static int Write(int file, ReadOnlySpan<byte> text)
    {
        while (!text.IsEmpty)
        {
            nint written = Write(file, in text[0], (nuint)text.Length);
            int errno = written < 0 ? Marshal.GetLastPInvokeError() : 0;
            if (errno is not (0 or Errno.Eintr or Errno.Eagain))
            {
                return errno;
            }

            if (errno == Errno.Eagain)
            {
                var entry = new PollEntry { File = file, Events = PollOut };
                _ = Poll(ref entry, 1, milliseconds: -1);
            }

            text = text[(int)Math.Max(0, written)..];
        }

        return 0;
    }

    /// <summary>How many more files may be opened.</summary>
    /// <param name="most">No more than so many are tried.</param>
    public static int CountRoom(int most)
    {
        var opened = new List<int>(most);
        while (opened.Count < most && Open(Nothing, ReadOnly) is >= 0 and var file)
        {
            opened.Add(file);
        }

        foreach (int file in opened)
        {
            _ = Close(file);
        }

        return opened.Count;
    }

    [LibraryImport("libc", EntryPoint = "open", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "close")]
    private static partial int Close(int file);

    [LibraryImport("libc", EntryPoint = "write", SetLastError = true)]
    private static partial nint Write(int file, in byte buffer, nuint count);

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollEntry first, nuint count, int milliseconds);

    [LibraryImport("libc", EntryPoint = "signal")]
    private static partial nint SetHandler(int signal, nint handler);

    // struct pollfd.
    [StructLayout(LayoutKind.Sequential)]
    private struct PollEntry
    {
        public int File;
        public short Events;
        public short Returned;
    }
}
