using System.Globalization;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;

namespace CoreTop.Fuzz;

/// <summary>The kept inputs: tests/Fixtures/seeds, a folder for each target, a file for each input.</summary>
internal static class SeedFolder
{
    private static readonly string Root = FindRoot();

    /// <summary>The targets that have a folder.</summary>
    public static IEnumerable<string> Names => Directory.GetDirectories(Root).Select(path => Path.GetFileName(path));

    /// <summary>The folder of a target.</summary>
    public static string Of(FuzzTarget target) => Path.Combine(Root, target.Name);

    /// <summary>The files of a target's inputs.</summary>
    public static IReadOnlyList<string> Files(FuzzTarget target) =>
        Directory.Exists(Of(target)) ? [.. Directory.GetFiles(Of(target)).Order(StringComparer.Ordinal)] : [];

    /// <summary>A target's inputs: those kept, and the machines it begins with.</summary>
    public static IReadOnlyList<byte[]> Read(FuzzTarget target) =>
        [.. target.Machines.Select(Machine).Concat(Files(target)).Select(File.ReadAllBytes)];

    /// <summary>The file of a machine in tests/Fixtures/machines.</summary>
    public static string Machine(string name) => Path.Combine(Root, "..", "machines", $"{name}.txt");

    /// <summary>The file of a compiled entry in tests/Fixtures/terminfo.</summary>
    public static string Terminfo(string name) => Path.Combine(Root, "..", "terminfo", name);

    /// <summary>Keeps an input that failed.</summary>
    /// <returns>The file.</returns>
    public static string Keep(FuzzTarget target, byte[] input)
    {
        string name = Convert.ToHexStringLower(SHA256.HashData(input))[..8].ToString(CultureInfo.InvariantCulture);
        string path = Path.Combine(Of(target), $"failed-{name}");
        Directory.CreateDirectory(Of(target));
        File.WriteAllBytes(path, input);
        return path;
    }

    private static string FindRoot([CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Fixtures", "seeds");
}
