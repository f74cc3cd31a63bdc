using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace CoreTop.Tui.Hosting;

/// <summary>The pages of the program's own file that are in memory for this process.</summary>
internal static unsafe partial class ProgramPages
{
    private const nuint AuxiliaryHeaders = 3, AuxiliaryHeaderCount = 5, AuxiliaryPageSize = 6;
    private const int DoNotNeed = 4;

    // Documentation/admin-guide/mm/pagemap.rst: an entry of 64 bits for each page.
    private const string MapPath = "/proc/self/pagemap";
    private const ulong Present = 1UL << 63, OfFile = 1UL << 61;
    private const int MostEntries = 512;

    /// <summary>
    /// Gives back what was never written: code and tables of the start. What is needed again comes back from the page cache, without
    /// reading the disk while it is there.
    /// </summary>
    public static void GiveBack()
    {
        var headers = (ProgramHeader*)AuxiliaryValue(AuxiliaryHeaders);
        int count = (int)AuxiliaryValue(AuxiliaryHeaderCount);
        nuint page = AuxiliaryValue(AuxiliaryPageSize);
        if (headers is null || page == 0)
        {
            return;
        }

        nuint shift = 0;
        for (int i = 0; i < count; i++)
        {
            if (headers[i].Type == ProgramHeader.Headers)
            {
                shift = unchecked((nuint)headers - headers[i].Address);
            }
        }

        try
        {
            using SafeFileHandle map = File.OpenHandle(MapPath);
            for (int i = 0; i < count; i++)
            {
                if (headers[i].Type == ProgramHeader.Load && (headers[i].Rights & ProgramHeader.MayBeWritten) == 0)
                {
                    nuint start = unchecked(shift + headers[i].Address);
                    GiveBack(map, start / page, unchecked(start + headers[i].Length + page - 1) / page, page);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Without the map it is not known which pages may go, so all of them stay.
        }
    }

    // A page that somebody wrote stays: it no longer belongs to the file. The runtime has one also in what may only be read, with the value
    // that guards the stack, and a debugger's breakpoints make some.
    private static void GiveBack(SafeFileHandle map, nuint first, nuint end, nuint page)
    {
        var entries = new ulong[Math.Min((int)(end - first), MostEntries)];
        for (nuint at = first; at < end;)
        {
            Span<byte> bytes = MemoryMarshal.AsBytes(entries.AsSpan(0, (int)Math.Min(end - at, (nuint)entries.Length)));
            int read = RandomAccess.Read(map, bytes, (long)at * sizeof(ulong)) / sizeof(ulong);
            if (read == 0)
            {
                return;
            }

            for (int i = 0; i < read;)
            {
                int length = CountFilePages(entries.AsSpan(i, read - i));
                if (length > 0)
                {
                    _ = Advise((at + (nuint)i) * page, (nuint)length * page, DoNotNeed);
                }

                i += Math.Max(1, length);
            }

            at += (nuint)read;
        }
    }

    private static int CountFilePages(ReadOnlySpan<ulong> entries)
    {
        int length = 0;
        while (length < entries.Length && (entries[length] & (Present | OfFile)) == (Present | OfFile))
        {
            length++;
        }

        return length;
    }

    /// <summary>getauxval(3): what the kernel passed to the program at its start; 0 for what it did not.</summary>
    [LibraryImport("libc", EntryPoint = "getauxval")]
    private static partial nuint AuxiliaryValue(nuint name);

    /// <summary>madvise(2): 0, or -1 with errno, which changes nothing here.</summary>
    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nuint start, nuint length, int advice);

    /// <summary>An Elf64_Phdr of elf(5).</summary>
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct ProgramHeader
    {
        public const uint Load = 1, Headers = 6, MayBeWritten = 2;

        public readonly uint Type;
        public readonly uint Rights;
        public readonly nuint Offset;
        public readonly nuint Address;
        public readonly nuint PhysicalAddress;
        public readonly nuint LengthInFile;
        public readonly nuint Length;
        public readonly nuint Alignment;
    }
}
