using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace CoreTop.LiveTests;

/// <summary>The programs in tests/Loads, built for one test class in a folder that is gone after it.</summary>
internal sealed class Load : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-load-").FullName;

    /// <summary>The folder; any user may run what is in it.</summary>
    public Load() => File.SetUnixFileMode(_folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute
        | UnixFileMode.GroupRead | UnixFileMode.GroupExecute | UnixFileMode.OtherRead | UnixFileMode.OtherExecute);

    /// <summary>Compiles a program; skips the test where there is no compiler.</summary>
    /// <param name="name">Its name without <c>.c</c>.</param>
    /// <param name="options">Further arguments of gcc.</param>
    public string Build(string name, params string[] options)
    {
        Tool.Require("gcc");
        string program = Path.Combine(_folder, name);
        var start = new ProcessStartInfo("gcc", [Source(name + ".c"), "-O2", "-pthread", .. options, "-o", program])
        {
            RedirectStandardError = true,
        };
        using Process compiler = Process.Start(start)!;
        string errors = compiler.StandardError.ReadToEnd();
        compiler.WaitForExit();
        if (compiler.ExitCode != 0 && options.Length > 0)
        {
            Assert.Skip($"gcc cannot build {name} with {string.Join(' ', options)}: {errors}");
        }

        Assert.True(compiler.ExitCode == 0, errors);
        return program;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Source(string file, [CallerFilePath] string here = "") =>
        Path.Combine(Path.GetDirectoryName(here)!, "..", "Loads", file);
}
