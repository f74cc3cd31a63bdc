using System.Globalization;

namespace CoreTop.Listing.Texts;

/// <summary>Names terminals by their device numbers: devices.txt of the kernel's documentation.</summary>
internal static class TerminalName
{
    private const int FirstPts = 136, LastPts = 143;
    private const int MinorsOfMajor = 256;

    /// <summary>Writes a name such as <c>pts/3</c> or <c>tty1</c>; <c>?</c> for none, <c>major:minor</c> where it is not known.</summary>
    /// <param name="to">The buffer.</param>
    /// <param name="device"><c>stat</c> field 7: minor in bits 31 to 20 and 7 to 0, major in bits 19 to 8.</param>
    public static int Write(Span<char> to, int device)
    {
        if (device == 0)
        {
            return FieldText.Text(to, "?");
        }

        int major = (device >> 8) & 0xfff;
        int minor = (device & 0xff) | ((device >>> 12) & 0xfff00);
        return (major, minor) switch
        {
            ( >= FirstPts and <= LastPts, _) => Named(to, "pts/", ((major - FirstPts) * MinorsOfMajor) + minor),
            (4, < 64) => Named(to, "tty", minor),
            (4, _) => Named(to, "ttyS", minor - 64),
            (5, 1) => FieldText.Text(to, "console"),
            (204, >= 64 and < 80) => Named(to, "ttyAMA", minor - 64),
            (166, _) => Named(to, "ttyACM", minor),
            (188, _) => Named(to, "ttyUSB", minor),
            (229, _) => Named(to, "hvc", minor),
            _ => Other(to, major, minor),
        };
    }

    /// <summary>The name as a text of its own.</summary>
    public static string Of(int device)
    {
        Span<char> buffer = stackalloc char[32];
        return new string(buffer[..Write(buffer, device)]);
    }

    private static int Named(Span<char> to, string name, int number)
    {
        int length = FieldText.Text(to, name);
        return length + FieldText.Number(to[length..], number);
    }

    private static int Other(Span<char> to, int major, int minor)
    {
        to.TryWrite(CultureInfo.InvariantCulture, $"{major}:{minor}", out int length);
        return length;
    }
}
