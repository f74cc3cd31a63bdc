using System.CommandLine;
using CoreTop.Settings;

namespace CoreTop.Cli;

/// <summary>The settings that go with a command line: of --config, or the user's own. Looked for and read once, and only when they are asked for.</summary>
internal sealed class LineSettings
{
    private readonly Lazy<SettingsFile?> _file;
    private readonly Lazy<SettingsReading> _read;

    /// <summary>Reads nothing yet.</summary>
    public LineSettings(ParseResult line, CliHost host)
    {
        _file = new(() => SettingsFile.Find(line.GetValue(CliOptions.Config), host.Variable));
        _read = new(() => File?.Read() ?? new SettingsReading(ScreenSettings.Default, Problem: null));
    }

    /// <summary>Their file; null when it is not known where that is.</summary>
    /// <exception cref="IOException">What --config says begins in the current folder, and that is gone; the message is a sentence.</exception>
    public SettingsFile? File => _file.Value;

    /// <summary>What it says; the defaults where there is none.</summary>
    /// <exception cref="IOException">As of <see cref="File"/>.</exception>
    public SettingsReading Read => _read.Value;
}
