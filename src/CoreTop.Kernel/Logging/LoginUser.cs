using System.Buffers.Text;
using System.Globalization;
using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;

namespace CoreTop.Kernel.Logging;

/// <summary>Who sits behind this program, though it runs as root.</summary>
/// <param name="Name">
/// The user who logged in, by /proc/self/loginuid, which nobody can change; else the user that sudo names; else the user it runs as.
/// </param>
/// <param name="Terminal">Such as <c>pts/3</c>; <c>unknown</c> when there is none, as sudo says.</param>
public sealed record LoginUser(string Name, string Terminal)
{
    private const int TerminalField = 4, FirstPtsMajor = 136, LastPtsMajor = 143, ConsoleMajor = 4, SerialMinor = 64;
    private const uint NotSet = uint.MaxValue;

    /// <summary>Reads it.</summary>
    /// <param name="files">The running machine's files.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    public static LoginUser Of(KernelFiles files, Func<string, string?> variable)
    {
        string? login = files.Read("/proc/self/loginuid", out ReadOnlySpan<byte> text) == FileStatus.Ok
            && Utf8Parser.TryParse(text, out uint uid, out _) && uid != NotSet
                ? new UserNames(files).Name(unchecked((int)uid))
                : null;
        string? sudo = variable("SUDO_USER") is { Length: > 0 } user ? user : null;
        return new LoginUser(login ?? sudo ?? new UserNames(files).Name(0), TerminalOf(files));
    }

    // tty_nr is the fifth field behind the command's name in brackets: proc(5).
    private static string TerminalOf(KernelFiles files)
    {
        if (files.Read("/proc/self/stat", out ReadOnlySpan<byte> text) != FileStatus.Ok)
        {
            return "unknown";
        }

        string[] fields = Encoding.UTF8.GetString(text[(text.LastIndexOf((byte)')') + 1)..]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return fields.Length > TerminalField && int.TryParse(fields[TerminalField], CultureInfo.InvariantCulture, out int device)
            ? NameOf(unchecked((uint)device))
            : "unknown";
    }

    private static string NameOf(uint device)
    {
        uint major = (device >> 8) & 0xFFF, minor = (device & 0xFF) | ((device >> 12) & 0xFFF00);
        return major is >= FirstPtsMajor and <= LastPtsMajor
            ? string.Create(CultureInfo.InvariantCulture, $"pts/{((major - FirstPtsMajor) << 8) + minor}")
            : major == ConsoleMajor && minor < SerialMinor ? string.Create(CultureInfo.InvariantCulture, $"tty{minor}")
            : major == ConsoleMajor ? string.Create(CultureInfo.InvariantCulture, $"ttyS{minor - SerialMinor}")
            : "unknown";
    }
}
