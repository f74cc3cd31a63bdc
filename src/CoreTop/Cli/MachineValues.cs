using System.CommandLine;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Model.Sampling;

namespace CoreTop.Cli;

/// <summary>The machine that a command line names, and readings of it.</summary>
internal static class MachineValues
{
    private const int MostParts = 10;
    private static readonly TimeSpan ShortestPart = TimeSpan.FromMilliseconds(50);

    /// <summary>Opens the machine of --root, or the running one.</summary>
    /// <exception cref="MachineException">It is not there, or holds no machine; or nobody on it is who --user or --any-user names.</exception>
    public static Machine Open(ParseResult line, CliHost host) => Open(line, host, new LineSettings(line, host));

    /// <summary>Opens the machine of --root, or the running one; of the settings it reads what it needs once it needs it.</summary>
    /// <exception cref="MachineException">It is not there, or holds no machine; or nobody on it is who --user or --any-user names.</exception>
    public static Machine Open(ParseResult line, CliHost host, LineSettings settings)
    {
        Machine machine = host.OpenMachine(line.GetValue(CliOptions.Root) ?? "/", host.Time);
        foreach (Option<string?> option in new[] { CliOptions.User, CliOptions.AnyUser })
        {
            if (line.GetValue(option) is { } given && CliValues.UserOf(given) is var user && !machine.HasUser(user))
            {
                machine.Dispose();
                throw new MachineException($"there is no user {CliValues.Shown(user)} on this machine: {option.Name} takes a name or a number.");
            }
        }

        machine.AllowsBpf = () => settings.Read.Settings.AllowsBpf;
        return machine;
    }

    /// <summary>Reads once: no rates.</summary>
    /// <exception cref="MachineException">A captured machine holds no reading at all.</exception>
    public static Snapshot ReadOnce(Machine machine, SampleRequest request) => new SnapshotBuilder().Next(First(machine, request));

    /// <summary>Reads twice, for rates; a captured machine is not waited for and may hold one reading only.</summary>
    /// <exception cref="MachineException">A captured machine holds no reading at all.</exception>
    public static Snapshot ReadTwice(Machine machine, SampleRequest request, TimeSpan interval, CliHost host)
    {
        var builder = new SnapshotBuilder();
        Snapshot snapshot = builder.Next(First(machine, request));
        Wait(machine, interval, host);
        return machine.Read(request) is { } second ? builder.Next(second) : snapshot;
    }

    /// <summary>Waits for the next reading of the running machine, and looks at what only several looks can tell; a captured one is not waited for.</summary>
    public static void Wait(Machine machine, TimeSpan interval, CliHost host)
    {
        if (!machine.IsLive || interval <= TimeSpan.Zero)
        {
            return;
        }

        int parts = (int)Math.Clamp(interval / ShortestPart, 1, MostParts);
        for (int part = 1; part < parts; part++)
        {
            host.Wait(interval / parts);
            machine.LookAtRunnable();
        }

        host.Wait(interval - (interval / parts * (parts - 1)));
    }

    /// <summary>The first reading.</summary>
    /// <exception cref="MachineException">A captured machine holds no reading at all.</exception>
    public static Sample First(Machine machine, SampleRequest request) =>
        machine.Read(request)
        ?? throw new MachineException("This machine was saved without /proc: only \"coretop topology\" can show it.");
}
