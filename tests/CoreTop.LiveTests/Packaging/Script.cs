using System.Diagnostics;

namespace CoreTop.LiveTests.Packaging;

/// <summary>A script of the folder packaging, run to its end.</summary>
/// <param name="ExitCode">What it ended with.</param>
/// <param name="Said">Both of its outputs.</param>
internal sealed record Script(int ExitCode, string Said)
{
    /// <summary>The folder of the source.</summary>
    public static string Source { get; } = FindSource();

    /// <summary>Runs a program, with a folder before all others in its PATH.</summary>
    public static Script Run(string first, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        Tool.LeaveSettingsOut(start, "/nonexistent");
        start.Environment["PATH"] = $"{first}:{Environment.GetEnvironmentVariable("PATH")}";
        using Process process = Process.Start(start)!;
        Task<string> complaints = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return new Script(process.ExitCode, output + complaints.Result);
    }

    private static string FindSource()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "CoreTop.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("The tests are run outside the source's folder.");
    }
}
