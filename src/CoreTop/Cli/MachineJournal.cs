using CoreTop.Actions;
using CoreTop.Kernel;
using CoreTop.Kernel.Native;
using CoreTop.Os;
using CoreTop.Settings;

namespace CoreTop.Cli;

/// <summary>The journal that goes with a machine.</summary>
internal static class MachineJournal
{
    /// <summary>Opens it.</summary>
    public static ChangeJournal Open(Machine machine, CliHost host) =>
        ChangeJournal.Of(machine, StateFolder.Find(host.Variable));

    /// <summary>An editor that writes to it, and takes back what is in it, of whichever kind.</summary>
    public static AffinityEditor OpenEditor(Machine machine, CliHost host)
    {
        var editor = new AffinityEditor(machine.Files, machine.Affinity, Open(machine, host), host.Time, machine.Clocks)
        {
            Notify = host.Say,
            Log = machine.IsLive ? Log(machine, host) : null,
        };
        _ = new TaskEditor(machine.Files, machine.Tasks, editor);
        return editor;
    }

    // Only what root does is logged, and root's settings say whether; settings that cannot be read turn nothing off.
    private static ChangeLog? Log(Machine machine, CliHost host) => OwnProcess.EffectiveUser == 0
        ? ChangeLogs.Open(
            machine, host.Variable, () => SettingsFile.Find(given: null, host.Variable)?.Read().Settings.WritesSystemLog is not false)
        : null;

    /// <summary>Why undo would not outlive this run; null when it would, or when nothing real is changed.</summary>
    public static string? WhyNoFolder(Machine machine, CliHost host) =>
        machine.IsLive && StateFolder.Find(host.Variable) is null
            ? "neither XDG_STATE_HOME nor HOME names a folder for the journal, without which nothing can be undone: "
                + $"set one, or give {CliOptions.WithoutUndo.Name}."
            : null;
}
