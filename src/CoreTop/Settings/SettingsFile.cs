using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;
using CoreTop.Os;

namespace CoreTop.Settings;

/// <summary>The settings file: read at the start, written only when the user asks.</summary>
/// <param name="path">Where it is, or will be.</param>
/// <param name="home">The user's home folder, written <c>~</c> in sentences; null when it is not known.</param>
/// <param name="isGiven">The user named it on the command line, and so means it wherever it leads.</param>
internal sealed class SettingsFile(string path, string? home, bool isGiven)
{
    private const int LargestFile = 1024 * 1024;

    private readonly uint _user = OwnProcess.EffectiveUser;

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
            : variable("XDG_CONFIG_HOME") is ['/', ..] config ? Path.Combine(config, ProgramVersion.ProgramName, "config")
            : home is not null ? Path.Combine(home, ".config", ProgramVersion.ProgramName, "config")
            : null;
        return path is null ? null : new SettingsFile(path, home, given is not null);
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

    /// <summary>Reads it. A missing file says nothing; a file that cannot be read says nothing either, and is reported.</summary>
    public SettingsReading Read()
    {
        if (ReadText(out string text, out bool isOwn) is { } whyNot)
        {
            return new SettingsReading(ScreenSettings.Default, $"{whyNot} All settings are the defaults.");
        }

        var parsed = SettingsText.Parse(text, isOwn);
        if (parsed.Problems.IsEmpty)
        {
            return new SettingsReading(parsed.Settings, Problem: null) { Said = parsed.Said };
        }

        (int line, string why) = parsed.Problems[0];
        int others = parsed.Problems.Length - 1;
        string more = others > 0 ? $" and {others} more" : string.Empty;
        return new SettingsReading(parsed.Settings, $"{ShownPath}:{line}{more}: {why}") { Said = parsed.Said };
    }

    /// <summary>Writes what differs from what it says now, and keeps all else that is in it. Never writes a file it could not read.</summary>
    public SaveOutcome Save(ScreenSettings settings)
    {
        if (WhoseElse() is { } foreign)
        {
            return new SaveOutcome(IsSaved: false, foreign);
        }

        if (ReadText(out string text, out _) is { } unreadable)
        {
            return new SaveOutcome(IsSaved: false, $"{unreadable} It is left as it is; nothing was saved.");
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
            using TrustedPath? file = TrustedPath.Find(path, makesFolders: true, _user);
            if (file is null)
            {
                return new SaveOutcome(IsSaved: false, $"{ShownPath} does not name a file.");
            }

            if (WhyNotWrite(file) is { } whyNot)
            {
                return new SaveOutcome(IsSaved: false, whyNot);
            }

            file.Replace(Encoding.Latin1.GetBytes(parsed.With(settings)));
            string through = file.LinkOwner is null ? string.Empty : $" (a link to {file.Path})";
            return new SaveOutcome(IsSaved: true, $"Saved {string.Join(", ", names)} in {ShownPath}{through}.");
        }
        catch (PathRefusedException refused)
        {
            return new SaveOutcome(IsSaved: false, NotWritten(refused));
        }
        catch (IOException problem)
        {
            return new SaveOutcome(IsSaved: false, $"{ShownPath} cannot be written ({Reason(problem)}); what you chose holds until you quit.");
        }
    }

    // Said before what is in it is looked at.
    private string? WhoseElse()
    {
        try
        {
            using TrustedPath? file = TrustedPath.Find(path, makesFolders: false, _user);
            return file is null ? null : WhyNotWrite(file);
        }
        catch (PathRefusedException refused)
        {
            return NotWritten(refused);
        }
        catch (FileCallException)
        {
            // Reading or writing it says what is wrong.
            return null;
        }
    }

    // What root writes in a folder of somebody else's would be root's afterwards, where its owner cannot change it.
    private string? WhyNotWrite(TrustedPath file)
    {
        (string place, uint? owner) = file.LinkOwner is { } linkOwner && linkOwner != _user ? (path, linkOwner)
            : file.Owner is { } fileOwner ? fileOwner == _user && _user == 0 ? (file.FolderPath, file.FolderOwner) : (file.Path, fileOwner)
            : _user == 0 || file.FolderOwner != 0 ? (file.FolderPath, file.FolderOwner)
            : (path, _user);
        return owner == _user ? null : $"{Belongs(place, owner.Value)}: it is not written. --config FILE names another file.";
    }

    // Null when it was read, or is not there; else a sentence. For somebody else's file it gives only line numbers, and
    // so it does for a file that root was given: a user who may run this program as root need not be one who may read everything.
    private string? ReadText(out string text, out bool isOwn)
    {
        (text, isOwn) = (string.Empty, false);
        try
        {
            using TrustedPath? trusted = isGiven || _user != 0 ? null : TrustedPath.Find(path, makesFolders: false, _user);
            using StoredFile? file = isGiven || _user != 0 ? StoredFile.Open(path) : trusted?.Open();
            if (file is null)
            {
                return null;
            }

            if (trusted is not null && WhyNotTrusted(trusted, file) is { } whyNot)
            {
                return whyNot;
            }

            if (file.IsFolder)
            {
                return $"{ShownPath} is a folder, not a settings file.";
            }

            if (!file.IsOrdinary)
            {
                return $"{ShownPath} is not an ordinary file.";
            }

            if (file.Bytes > LargestFile)
            {
                return $"{ShownPath} is too large to be a settings file.";
            }

            text = Encoding.Latin1.GetString(file.ReadAll());
            isOwn = file.Owner == _user && !(isGiven && _user == 0);
            return null;
        }
        catch (PathRefusedException refused)
        {
            return $"{Foreign(refused)}: it is not used.";
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            // Where its folder may not be looked into, or is not a folder, there is no file as far as can be seen.
            return Path.Exists(path) ? $"{ShownPath} cannot be read ({Reason(problem)})." : null;
        }
    }

    // Whoever owns the folder can put any file of root's there under this name.
    private string? WhyNotTrusted(TrustedPath trusted, StoredFile file) =>
        file.Owner != _user ? $"{Belongs(trusted.Path, file.Owner)}: it is not used."
        : trusted.FolderOwner != _user ? $"{Belongs(trusted.FolderPath, trusted.FolderOwner)}: {ShownPath} is not used."
        : file.IsWritableByOthers ? $"Everybody may write to {trusted.Path}, so root does not use it: take that away with \"chmod o-w\"."
        : null;

    private string NotWritten(PathRefusedException refused) => $"{Foreign(refused)}: it is not written. --config FILE names another file.";

    private string Foreign(PathRefusedException refused) => refused.Reason == PathRefusal.ForeignLink
        ? $"{ShownPath} is reached through the link {refused.Path}, which user {refused.Owner} could have made, and CoreTop runs as user {_user}"
        : Belongs(refused.Path, refused.Owner);

    private string Belongs(string place, uint owner) => $"{place} belongs to user {owner}, and CoreTop runs as user {_user}";

    private static string Reason(Exception problem) =>
        problem is UnauthorizedAccessException or FileCallException { IsDenied: true } ? "permission denied" : problem.Message.TrimEnd('.');
}
