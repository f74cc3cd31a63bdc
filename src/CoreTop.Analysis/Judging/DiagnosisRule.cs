using CoreTop.Analysis.Watching;

namespace CoreTop.Analysis.Judging;

/// <summary>One kind of finding.</summary>
public sealed class DiagnosisRule
{
    /// <summary>The length of a window.</summary>
    internal static readonly TimeSpan OneWindow = WatchWindow.Length;

    /// <summary>Longer than the kernel takes to correct a placement by itself.</summary>
    internal static readonly TimeSpan Lasting = TimeSpan.FromSeconds(5);

    internal DiagnosisRule(string name, FindingSeverity severity, string help, TimeSpan confirm)
    {
        Name = name;
        Severity = severity;
        Help = help;
        Confirm = confirm;
    }

    /// <summary>Its name, as in <c>coretop diagnose --json</c>.</summary>
    public string Name { get; }

    /// <summary>How serious its findings are.</summary>
    public FindingSeverity Severity { get; }

    /// <summary>What it finds, in one line.</summary>
    public string Help { get; }

    /// <summary>How long its finding must last before it is shown, on top of the windows that its numbers need.</summary>
    public TimeSpan Confirm { get; }
}
