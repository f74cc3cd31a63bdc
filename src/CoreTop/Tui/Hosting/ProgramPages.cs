using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>The pages of the program's own file that are in memory for this process.</summary>
internal static unsafe partial class ProgramPages
{
    private const nuint AuxiliaryHeaders = 3, AuxiliaryHeaderCount = 5, AuxiliaryPageSize = 6;
    private const int DoNotNeed = 4;

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

        for (int i = 0; i < count; i++)
        {
            // A segment that may not be written holds what its file does. One that may holds changes, also where it was made read-only since.
            if (headers[i].Type == ProgramHeader.Load && (headers[i].Rights & ProgramHeader.MayBeWritten) == 0)
            {
                nuint start = unchecked(shift + headers[i].Address);
                nuint first = start & ~(page - 1);
                _ = Advise(first, unchecked(start + headers[i].Length - first), DoNotNeed);
            }
        }
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
