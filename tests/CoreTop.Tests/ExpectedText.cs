using System.Runtime.CompilerServices;

namespace CoreTop.Tests;

/// <summary>Compares a generated text with the file that holds it; a mismatch leaves the new text beside the file, as .received.</summary>
internal static class ExpectedText
{
    /// <summary>The folder that holds src, tests and docs.</summary>
    public static string Repository { get; } = FindRepository();

    /// <summary>The text is what <paramref name="path"/> holds.</summary>
    public static void Check(string path, string text)
    {
        string received = Path.ChangeExtension(path, ".received" + Path.GetExtension(path));
        string expected = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        if (expected == text)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(received, text);
        Assert.Fail($"{path} differs: compare it with {Path.GetFileName(received)} beside it, and replace it if that is right.");
    }

    private static string FindRepository([CallerFilePath] string path = "") =>
        Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
