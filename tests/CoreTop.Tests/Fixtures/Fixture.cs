using CoreTop.Kernel;

namespace CoreTop.Tests.Fixtures;

/// <summary>The files in tests/Fixtures.</summary>
internal static class Fixture
{
    /// <summary>The file of a machine.</summary>
    public static string MachinePath(string name) => Path.Combine(Folder(), "machines", name + ".txt");

    /// <summary>Opens a machine of <see cref="FixtureMachines"/> or one that was captured.</summary>
    public static Machine Open(string name) => Machine.Open(MachinePath(name), TimeProvider.System);

    /// <summary>Compares with a file kept; a mismatch writes the text beside it as <c>.received.txt</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="actual">What it should hold.</param>
    public static void Matches(string path, string actual)
    {
        string expected = File.Exists(path) ? File.ReadAllText(path) : string.Empty;
        string received = Path.ChangeExtension(path, ".received.txt");
        if (expected == actual)
        {
            File.Delete(received);
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(received, actual);
        Assert.Fail($"{path} differs from what was made; see {received}, and move it there if it is right.");
    }

    private static string Folder()
    {
        for (string? folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
        {
            if (File.Exists(Path.Combine(folder, "CoreTop.sln")))
            {
                return Path.Combine(folder, "tests", "Fixtures");
            }
        }

        throw new DirectoryNotFoundException("The tests lie outside of the repository.");
    }
}
