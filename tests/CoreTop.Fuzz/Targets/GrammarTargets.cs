using System.Collections.Immutable;
using System.CommandLine;
using System.Text;
using CoreTop.Cli;
using CoreTop.Kernel;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Model.Sampling;
using CoreTop.Tui.Hosting;

namespace CoreTop.Fuzz.Targets;

/// <summary>What people type: filters and the command line.</summary>
internal static class GrammarTargets
{
    private static readonly Lazy<Snapshot> Now = new(ReadSnapshot);
    private static readonly Lazy<List<ProcessRow>> Rows = new(ReadRows);

    /// <summary>All of them.</summary>
    public static ImmutableArray<FuzzTarget> All { get; } =
    [
        new(
            "filter",
            "cpu= allow= only= run> wait> user= user~ state= pid= ppid= nice< threads>= res> mem> name= name~ cmd~ cgroup= CPU%> TIME+> READ/s> minorFaults> elapsed< start> affinity= limit!= all and or not ( ) && || | ! "
            + "\" ' % 0.5 50% 1.5G KiB (a|b) [a-z] a{2,5} (?i) \\d+ (?<n>a) ^ $ .* (?=a) \\1 \\p{L} RD",
            Filter)
        {
            LongestInput = 4096,

            // An expression's automaton is large, whatever its text's length.
            FixedBytes = 64 * 1024 * 1024,
            BytesPerByte = 16 * 1024,
            Slowness = 5,
        },
        new(
            "options",
            "-b -n -d -p -u -H -w -1 -h -V --help --version --json --root / --readonly --filter --sort --delay --interval --cpus --scope --apply "
            + "--strategy --list --all -- @file [x] topology snapshot diagnose rebalance pin release undo capture cpu=1 CPU% 0.5 1,2,3 =",
            Options)
        {
            LongestInput = 2048,
            FixedBytes = 4 * 1024 * 1024,
            BytesPerByte = 4 * 1024,
            Slowness = 20,
        },
        new("terminal-name", "xterm -256color -direct -m vt100 dumb truecolor UTF-8 utf8 C POSIX", Terminal),
    ];

    private static int Filter(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        if (!RowFilter.TryParse(text, out RowFilter? filter, out FilterError? error))
        {
            Expect.That(error.At >= 0 && error.At <= text.Length);
            Expect.That(error.Sentence.EndsWith('.') && error.Pointing(text).Length >= text.Length);
            return Outcome.Of(error.Sentence);
        }

        Expect.That(filter.Hint is null || filter.Hint.EndsWith('.') || filter.Hint.EndsWith('?'));
        string printed = filter.Printed;
        Expect.That(RowFilter.TryParse(printed, out RowFilter? again, out _) && again.Printed == printed);
        int let = 0;
        foreach (ProcessRow row in Rows.Value)
        {
            bool isLet = filter.Lets(row, Now.Value);
            Expect.That(isLet == again!.Lets(row, Now.Value));
            let += isLet ? 1 : 0;
        }

        return Outcome.Of(let, printed.Length, filter.NeedsDetails ? 1 : 0, filter.Hint is null ? 0 : 1, printed.Count(c => c == '('));
    }

    // Each line is a word.
    private static int Options(ReadOnlySpan<byte> input)
    {
        string[] words = Encoding.UTF8.GetString(input).Split('\n');
        ParseResult line = CliProgram.Parse(words);
        CliCommand command = CliCommands.Of(line);
        if (line.GetValue(CliOptions.Help))
        {
            return Outcome.Of(command.Name);
        }

        if (CliErrors.Find(line, command, CliCommands.All) is { } error)
        {
            Expect.That(error.Length > 1);
            return Outcome.Of(error);
        }

        // Every value that a command may ask for is there.
        _ = command.Options.Contains(CliOptions.Filter) ? ListValues.From(line).Filter.Printed : null;
        int pids = command.Argument is null || command.Name == "capture" ? 0 : line.GetRequiredValue(CliOptions.Targets).Count;
        Expect.That(pids <= input.Length);
        return Outcome.Of(line.Tokens.Count, pids, Outcome.Of(command.Name));
    }

    private static int Terminal(ReadOnlySpan<byte> input)
    {
        string text = Encoding.UTF8.GetString(input);
        int half = text.Length / 2;
        var capabilities = TerminalCapabilities.Of(text[..half], text[half..]);
        Expect.That(Enum.IsDefined(capabilities.Depth));
        return Outcome.Of((long)capabilities.Depth, TextLocale.IsAsciiOnly(name => name == "LANG" ? text : null) ? 1 : 0);
    }

    private static Snapshot ReadSnapshot()
    {
        using Machine machine = Machine.Open(SeedFolder.Machine("2vm"), TimeProvider.System);
        var builder = new SnapshotBuilder();
        Snapshot? last = null;
        while (machine.Read(SampleRequest.Everything) is { } sample)
        {
            last = builder.Next(sample);
        }

        return last!;
    }

    private static List<ProcessRow> ReadRows()
    {
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, Now.Value, new ListOptions { ShowsThreads = true });
        return rows;
    }
}
