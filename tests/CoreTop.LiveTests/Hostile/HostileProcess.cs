using System.Diagnostics;

namespace CoreTop.LiveTests.Hostile;

/// <summary>A process all of whose names try to steer the terminal: program, arguments, environment, folder.</summary>
internal sealed class HostileProcess : IDisposable
{
    /// <summary>Sets the window's title, asks for an answer, begins a line, turns the direction of writing, and is not UTF-8 at its end.</summary>
    public const string Attack = "\e]0;owned\a\e[6n\r\n\u202Eevil\u009B31m";

    private const int Huge = 60_000;

    private readonly Process _process;
    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-hostile-").FullName;

    public HostileProcess()
    {
        Tool.Require("sleep");
        string folder = Directory.CreateDirectory(Path.Combine(_folder, Attack)).FullName;
        string program = Path.Combine(folder, "\e]0;owned\a\n\u202E");
        File.Copy(File.Exists("/usr/bin/sleep") ? "/usr/bin/sleep" : "/bin/sleep", program);
        var start = new ProcessStartInfo(program, [new string('0', Huge) + "240"]) { WorkingDirectory = folder };
        start.Environment["ATTACK"] = Attack;
        start.Environment["HUGE"] = string.Concat(Enumerable.Repeat(Attack, 1000));
        start.Environment["B\e[31mAD"] = "1";
        _process = Process.Start(start)!;
    }

    public int Pid => _process.Id;

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}
