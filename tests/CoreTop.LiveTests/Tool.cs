using System.Diagnostics;

namespace CoreTop.LiveTests;

/// <summary>Other programs that a test compares with; a test that lacks one is skipped and says so.</summary>
internal static class Tool
{
    /// <summary>Skips the test when a program is not there.</summary>
    public static void Require(string program)
    {
        string path = Environment.GetEnvironmentVariable("PATH") ?? string.Empty;
        if (!path.Split(':').Any(folder => File.Exists(Path.Combine(folder, program))))
        {
            Assert.Skip($"{program} is not installed");
        }
    }

    /// <summary>What a program prints.</summary>
    public static string Output(string program, params string[] arguments)
    {
        Require(program);
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
