using System.Runtime.CompilerServices;

namespace CoreTop.Tests.Tui.Input;

/// <summary>Compiled entries in tests/Fixtures/terminfo, and in keys.txt what infocmp(1) says of them.</summary>
internal static class TerminfoFixture
{
    private static readonly string Folder = Find();

    public static IEnumerable<string> Names =>
        Directory.GetFiles(Folder).Select(path => Path.GetFileName(path)).Where(name => name != "keys.txt").Order(StringComparer.Ordinal);

    public static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, name));

    /// <summary>Names of capabilities and what their keys send.</summary>
    public static List<(string Name, byte[] Value)> Expected(string name) =>
    [
        .. from line in File.ReadLines(Path.Combine(Folder, "keys.txt"))
           let words = line.Split(' ')
           where words[0] == name
           select (words[1], Convert.FromHexString(words[2])),
    ];

    private static string Find([CallerFilePath] string here = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(here)!, "../../../Fixtures/terminfo"));
}
