namespace CoreTop.Actions.Storage;

/// <summary>Whose task numbers lines of the journal hold: those of one PID namespace, in one boot of one host.</summary>
/// <param name="host">
/// Says the host's name and the machine's id, with a blank between; null when it is not known. Asked when a line is of this boot: until
/// something is changed no program needs the library that makes the id.
/// </param>
/// <param name="boot">The kernel's boot id and the PID namespace, with a blank between.</param>
internal sealed class JournalPlace(Func<string?> host, string boot)
{
    private readonly Lazy<string?> _host = new(host, LazyThreadSafetyMode.None);

    /// <summary>One whose host is known already, or not at all.</summary>
    public JournalPlace(string? host, string boot)
        : this(() => host, boot)
    {
    }

    /// <summary>The host's name and the machine's id, with a blank between; null when it is not known.</summary>
    public string? Host => _host.Value;

    /// <summary>The kernel's boot id and the PID namespace, with a blank between.</summary>
    public string Boot { get; } = boot;

    /// <summary>Stands for the id of a machine that has none.</summary>
    public const string UnknownMachine = "-";

    /// <summary>
    /// The tasks are the ones that are here now. A host that was renamed meanwhile is still the same; a machine that was copied
    /// while it ran has another id, or at least other tasks.
    /// </summary>
    public bool IsHere(string? host, string boot) =>
        boot == Boot && (host is null || Host is null || MachineOf(host) == MachineOf(Host));

    /// <summary>The tasks have all ended: this host was restarted since. Not known of a line that names no host, or no machine.</summary>
    public bool HasEnded(string? host, string boot) =>
        First(boot) != First(Boot) && host is not null && MachineOf(host) != UnknownMachine && host == Host;

    private static string MachineOf(string host) => host[(host.LastIndexOf(' ') + 1)..];

    private static string First(string boot) => boot.IndexOf(' ', StringComparison.Ordinal) is var end and >= 0 ? boot[..end] : boot;
}
