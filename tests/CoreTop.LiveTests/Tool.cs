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

    /// <summary>Keeps the settings of who runs the tests from a program: language, home, and what has been set up there.</summary>
    /// <param name="start">How the program is started.</param>
    /// <param name="home">Its home.</param>
    public static void LeaveSettingsOut(ProcessStartInfo start, string home)
    {
        start.Environment["LC_ALL"] = "C";
        start.Environment["HOME"] = home;
        start.Environment["XDG_STATE_HOME"] = $"{home}/state";
        start.Environment["XDG_CONFIG_HOME"] = $"{home}/config";
    }

    /// <summary>What a program prints, in English and with nobody's settings.</summary>
    public static string Output(string program, params string[] arguments)
    {
        Require(program);
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        LeaveSettingsOut(start, "/nonexistent");
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
