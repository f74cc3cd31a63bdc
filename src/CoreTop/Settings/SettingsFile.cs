using System.Text;
using CoreTop.Actions.Storage;
using CoreTop.Cli;
using CoreTop.Tui.Hosting;

namespace CoreTop.Settings;

/// <summary>The settings file: read at the start, written only when the user asks.</summary>
/// <param name="path">Where it is, or will be.</param>
/// <param name="home">The user's home folder, written <c>~</c> in sentences; null when it is not known.</param>
internal sealed class SettingsFile(string path, string? home)
{
    private const int LargestFile = 1024 * 1024;
    private const UnixFileMode OnlyOwner = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    /// <summary>Where it is, for people.</summary>
    public string ShownPath { get; } =
        home is { Length: > 1 } && path.StartsWith(home + "/", StringComparison.Ordinal) ? $"~{path[home.Length..]}" : path;

    /// <summary>The file of --config, or <c>$XDG_CONFIG_HOME/coretop/config</c>, or <c>~/.config/coretop/config</c>; null when it is not known where that is.</summary>
    /// <param name="given">What --config says; null for nothing.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <exception cref="IOException">What --config says begins in the current folder, and that is gone; the message is a sentence.</exception>
    public static SettingsFile? Find(string? given, Func<string, string?> variable)
    {
        string? home = variable("HOME") is ['/', ..] folder ? folder.TrimEnd('/') : null;
        string? path = given is not null ? FullPath(given)
            : variable("XDG_CONFIG_HOME") is ['/', ..] config ? Path.Combine(config, CliCommands.ProgramName, "config")
            : home is not null ? Path.Combine(home, ".config", CliCommands.ProgramName, "config")
            : null;
        return path is null ? null : new SettingsFile(path, home);
    }

    private static string FullPath(string given)
    {
        try
        {
            return Path.GetFullPath(given);
        }
        catch (FileNotFoundException problem)
        {
            throw new IOException($"--config {given} cannot be found, because the current folder is gone: give a path that begins with /.", problem);
        }
    }

    /// <summary>Reads it. One that is not there says nothing; nor does one that cannot be read, which is told.</summary>
    public SettingsReading Read()
    {
        if (ReadText(out string text) is { } whyNot)
        {
            return new SettingsReading(ScreenSettings.Default, $"{whyNot} All settings are the defaults.");
        }

        var parsed = SettingsText.Parse(text);
        if (parsed.Problems.IsEmpty)
        {
            return new SettingsReading(parsed.Settings, Problem: null);
        }

        (int line, string why) = parsed.Problems[0];
        int others = parsed.Problems.Length - 1;
        string more = others > 0 ? $" and {others} more" : string.Empty;
        return new SettingsReading(parsed.Settings, $"{ShownPath}:{line}{more}: {why}");
    }

    /// <summary>Writes what differs from what it says now, and keeps all else that is in it. Never writes a file it could not read.</summary>
    public SaveOutcome Save(ScreenSettings settings)
    {
        if (ReadText(out string text) is { } unreadable)
        {
            return new SaveOutcome(IsSaved: false, $"{unreadable} It is left as it is, nothing was saved.");
        }

        var parsed = SettingsText.Parse(text);
        string[] names = [.. parsed.Differences(settings).Select(setting => setting.Name)];
        if (names.Length == 0)
        {
            return new SaveOutcome(IsSaved: true, text.Length > 0
                ? $"Nothing to save: {ShownPath} says what the screen shows."
                : "Nothing to save: every setting is the default.");
        }

        try
        {
            string target = Path.Exists(path) || new FileInfo(path).LinkTarget is not null
                ? File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path
                : path;
            if (WhyNotWrite(target) is { } whyNot)
            {
                return new SaveOutcome(IsSaved: false, whyNot);
            }

            Write(target, parsed.With(settings));
            string through = target == path ? string.Empty : $" (a link to {target})";
            return new SaveOutcome(IsSaved: true, $"Saved {string.Join(", ", names)} in {ShownPath}{through}.");
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string reason = problem is UnauthorizedAccessException ? "permission denied" : problem.Message.TrimEnd('.');
            return new SaveOutcome(IsSaved: false, $"{ShownPath} cannot be written ({reason}); what you chose holds until you quit.");
        }
    }

    // What root writes in a folder of somebody else's could be led anywhere, and would be root's afterwards.
    private string? WhyNotWrite(string target)
    {
        uint user = unchecked((uint)TerminalNative.EffectiveUserId());
        foreach (string start in new[] { path, target })
        {
            string? place = start;
            while (place is not null && FileFacts.Of(place, followsLinks: false) is null)
            {
                place = Path.GetDirectoryName(place);
            }

            if (place is not null && FileFacts.Of(place, followsLinks: false)?.Owner is { } owner && owner != user
                && (owner != 0 || place == start))
            {
                return $"{place} belongs to user {owner}, and CoreTop runs as user {user}: it is not written. --config FILE names another file.";
            }
        }

        return null;
    }

    // Whoever opens the file sees the old text or the new one, whatever happens meanwhile.
    private static void Write(string target, string text)
    {
        string folder = Path.GetDirectoryName(target)!;
        Directory.CreateDirectory(folder, OnlyOwner | UnixFileMode.UserExecute);
        UnixFileMode mode = File.Exists(target) ? File.GetUnixFileMode(target) : OnlyOwner;
        string part = Path.Combine(folder, $".{Path.GetFileName(target)}.{Environment.ProcessId}");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = OnlyOwner };
        File.Delete(part);
        try
        {
            using (var stream = new FileStream(part, options))
            {
                File.SetUnixFileMode(stream.SafeFileHandle, mode);
                stream.Write(Encoding.Latin1.GetBytes(text));
                stream.Flush(flushToDisk: true);
            }

            File.Move(part, target, overwrite: true);
        }
        catch
        {
            File.Delete(part);
            throw;
        }
    }

    // Null when it was read, or is not there; else a sentence.
    private string? ReadText(out string text)
    {
        text = string.Empty;
        try
        {
            if (Directory.Exists(path))
            {
                return $"{ShownPath} is a folder, not a settings file.";
            }

            if (!File.Exists(path))
            {
                return null;
            }

            // Not opened: a pipe would wait for whoever writes to it.
            if (FileFacts.Of(path, followsLinks: true) is { IsOrdinary: false })
            {
                return $"{ShownPath} is no ordinary file.";
            }

            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            if (stream.Length > LargestFile)
            {
                return $"{ShownPath} is too large to be a settings file.";
            }

            using var reader = new StreamReader(stream, Encoding.Latin1, detectEncodingFromByteOrderMarks: false);
            text = reader.ReadToEnd();
            return null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            string reason = problem is UnauthorizedAccessException ? "permission denied" : problem.Message.TrimEnd('.');
            return $"{ShownPath} cannot be read ({reason}).";
        }
    }
}
