using System.CommandLine;
using System.Text;
using CoreTop.Kernel;
using CoreTop.Listing.Fields;
using CoreTop.Model.Topology;
using CoreTop.Os;
using CoreTop.Settings;

namespace CoreTop.Cli;

/// <summary><c>coretop</c> without a command: the full screen.</summary>
internal static class ScreenCommand
{
    private const string InsteadOfScreen =
        "\"coretop -b\" prints plain text again and again, \"coretop snapshot\" one reading, \"coretop snapshot --json\" for scripts, "
        + "and \"coretop diagnose\" says what is wrong.";

    /// <inheritdoc cref="CliRun"/>
    public static int Run(ParseResult line, CliHost host)
    {
        if (line.GetValue(CliOptions.ListFields))
        {
            host.Write(Encoding.UTF8.GetBytes(string.Concat(ProcessColumns.All.Select(column => $"{column.Heading}\n"))));
            return ExitCode.Done;
        }

        if (line.GetValue(CliOptions.Batch))
        {
            return BatchCommand.Run(line, host);
        }

        if (!host.IsInputTerminal || host.OutputWidth is null)
        {
            string what = host.IsInputTerminal ? "standard output" : "standard input";
            return host.Fail($"the full screen needs a terminal, and {what} is not one: {InsteadOfScreen}");
        }

        if (host.WhyNotOnTerminal(host.Variable("TERM"), host.Variable("COLORTERM")) is { } whyNot)
        {
            return host.Fail($"{whyNot}: {InsteadOfScreen}");
        }

        var settings = new LineSettings(line, host);
        using Machine machine = MachineValues.Open(line, host, settings);
        string? unlimited = null;
        if (!BoundsValues.TryFind(line, machine, host, out CpuBounds? bounds, why => unlimited = why))
        {
            return ExitCode.BadUsage;
        }

        return host.RunScreen(new FullScreenOptions
        {
            Machine = machine,
            Bounds = bounds,
            WhyReadOnly = WhyReadOnly(line, machine),
            IsMono = line.GetValue(CliOptions.NoColor) || host.Variable("NO_COLOR") is { Length: > 0 },
            IsAscii = line.GetValue(CliOptions.Ascii) || TextLocale.IsAsciiOnly(host.Variable),
            Settings = Over(settings.Read.Settings, line),
            FirstRemark = settings.Read.Problem ?? unlimited ?? line.GetRequiredValue(CliOptions.Filter).Hint,
            SettingsFile = settings.File,
            StateFolder = StateFolder.Find(host.Variable),
        });
    }

    // What the command line says counts for more than what the file says.
    private static ScreenSettings Over(ScreenSettings settings, ParseResult line) => settings with
    {
        Delay = CliValues.IsGiven(line, CliOptions.Delay) ? line.GetValue(CliOptions.Delay) : settings.Delay,
        List = ListValues.From(line, settings.List),
        CoreView = line.GetValue(CliOptions.EachCpu) ? CoreView.Each : settings.CoreView,
        Theme = CliValues.IsGiven(line, CliOptions.Theme) ? line.GetRequiredValue(CliOptions.Theme) : settings.Theme,
        HasMouse = settings.HasMouse && !line.GetValue(CliOptions.NoMouse),
    };

    private static string? WhyReadOnly(ParseResult line, Machine machine) =>
        line.GetValue(CliOptions.ReadOnly) ? "Read only: CoreTop was started with --readonly and changes nothing."
        : line.GetValue(CliOptions.Root) is { } root && machine.IsLive
            ? $"Read only: --root {root} is the running machine, which is changed only without --root."
        : null;
}
