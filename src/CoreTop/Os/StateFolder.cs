namespace CoreTop.Os;

/// <summary>Where the program keeps what must outlive it: the XDG Base Directory Specification.</summary>
/// <seealso href="https://specifications.freedesktop.org/basedir-spec/latest/"/>
internal static class StateFolder
{
    /// <summary><c>$XDG_STATE_HOME/coretop</c>, otherwise <c>~/.local/state/coretop</c>; null when neither variable has an absolute path.</summary>
    /// <param name="variable">Looks an environment variable up.</param>
    public static string? Find(Func<string, string?> variable) =>
        variable("XDG_STATE_HOME") is ['/', ..] state ? Path.Combine(state, ProgramVersion.ProgramName)
        : variable("HOME") is ['/', ..] home ? Path.Combine(home, ".local/state", ProgramVersion.ProgramName)
        : null;
}
