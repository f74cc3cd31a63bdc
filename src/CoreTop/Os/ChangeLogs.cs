using CoreTop.Actions;
using CoreTop.Kernel;
using CoreTop.Kernel.Logging;

namespace CoreTop.Os;

/// <summary>The system log for the changes of this program.</summary>
internal static class ChangeLogs
{
    /// <summary>Opens it.</summary>
    /// <param name="machine">The running machine.</param>
    /// <param name="variable">Looks an environment variable up.</param>
    /// <param name="isOn">What the setting says.</param>
    public static ChangeLog Open(Machine machine, Func<string, string?> variable, Func<bool> isOn) =>
        new(new SystemLog(SystemLog.UsualPath), LoginUser.Of(machine.Files, variable), TimeProvider.System) { IsOn = isOn };
}
