using CoreTop.Kernel;

namespace CoreTop.Tests.Fixtures;

/// <summary>The files in tests/Fixtures.</summary>
internal static class Fixture
{
    /// <summary>The file of a machine.</summary>
    public static string MachinePath(string name) =>
        Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "machines", name + ".txt");

    /// <summary>The file of a case: a machine in some trouble, small, of which the right answer is known.</summary>
    public static string CasePath(string name) =>
        Path.Combine(ExpectedText.Repository, "tests", "Fixtures", "cases", name + ".txt");

    /// <summary>Opens a machine of <see cref="FixtureMachines"/> or one that was captured, at its first reading.</summary>
    public static Machine Open(string name) => UnpackedMachines.Open(name);
}
