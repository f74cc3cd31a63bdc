using System.Runtime.InteropServices;

namespace CoreTop.Tui.Hosting;

/// <summary>
/// Gives the terminal back when the process dies of a fault, or of the signal of one sent by somebody: no managed code can run
/// in the handler of such a signal, so it is in C (Native/terminal_guard.c), which only the published program has.
/// </summary>
internal static partial class TerminalGuard
{
    private const string Library = "terminal_guard";

    /// <summary>Says that the runtime could start; without that, the end of the process is explained on standard error.</summary>
    public static void Start()
    {
        try
        {
            StartNow();
        }
        catch (DllNotFoundException)
        {
            // Run by dotnet: see TryInstall.
        }
    }

    /// <summary>Begins to listen to the signals of faults.</summary>
    /// <returns>False in a program run by dotnet, which does not have it.</returns>
    public static bool TryInstall()
    {
        try
        {
            return Install() != 0;
        }
        catch (DllNotFoundException)
        {
            return false;
        }
    }

    /// <summary>The terminal is taken from now on.</summary>
    /// <param name="input">The descriptor whose line settings are changed.</param>
    /// <param name="output">The descriptor to send <paramref name="end"/> to.</param>
    /// <param name="modes">The line settings as they were found.</param>
    /// <param name="end">What gives the screen back.</param>
    public static void Arm(int input, int output, ReadOnlySpan<byte> modes, ReadOnlySpan<byte> end)
    {
        try
        {
            Arm(input, output, in MemoryMarshal.GetReference(modes), in MemoryMarshal.GetReference(end), (nuint)end.Length);
        }
        catch (DllNotFoundException)
        {
            // Run by dotnet: see TryInstall.
        }
    }

    /// <summary>The terminal is given back by other means.</summary>
    public static void Disarm()
    {
        try
        {
            DisarmNow();
        }
        catch (DllNotFoundException)
        {
            // Run by dotnet: see TryInstall.
        }
    }

    [LibraryImport(Library, EntryPoint = "coretop_guard_start")]
    private static partial void StartNow();

    [LibraryImport(Library, EntryPoint = "coretop_guard_install")]
    private static partial int Install();

    [LibraryImport(Library, EntryPoint = "coretop_guard_arm")]
    private static partial void Arm(int input, int output, in byte modes, in byte end, nuint length);

    [LibraryImport(Library, EntryPoint = "coretop_guard_disarm")]
    private static partial void DisarmNow();
}
