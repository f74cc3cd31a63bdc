using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using CoreTop.Cli;
using CoreTop.Listing.Fields;
using CoreTop.Listing.Filters;
using CoreTop.Listing.Lists;
using CoreTop.Listing.Options;
using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Sampling;
using CoreTop.Settings;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Cli;

/// <summary>alias top=coretop: what top (procps-ng 4) takes means the same here, or a sentence says what does it.</summary>
public sealed class TopOptionsTests
{
    private readonly TestHost _host = new() { OpenMachine = (root, _) => Fixture.Open(root) };

    [Theory]
    [InlineData("-b", "--batch")]
    [InlineData("-bn1", "--batch --iterations=1")]
    [InlineData("-bn 1", "--batch --iterations=1")]
    [InlineData("-b -n=1", "--batch --iterations=1")]
    [InlineData("-b -n = 1", "--batch --iterations=1")]
    [InlineData("-b -n =1", "--batch --iterations=1")]
    [InlineData("-n1 -b", "--iterations=1 --batch")]
    [InlineData("-c", "--command-line")]
    [InlineData("-d1", "--delay=1")]
    [InlineData("-d 1", "--delay=1")]
    [InlineData("-d0.5", "--delay=0.5")]
    [InlineData("-d.5", "--delay=.5")]
    [InlineData("--delay = 1", "--delay=1")]
    [InlineData("--delay =1", "--delay=1")]
    [InlineData("--delay= 1", "--delay=1")]
    [InlineData("-b --width = 100", "--batch --width=100")]
    [InlineData("-d 2 -d 1", "--delay=1")]
    [InlineData("-d2 --delay=3 -b -d.5", "--batch --delay=.5")]
    [InlineData("-bn1 -n2 -bn 3", "--batch --iterations=3")]
    [InlineData("-b -w 100 -w", "--batch --width")]
    [InlineData("-bw -w 100", "--batch --width=100")]
    [InlineData("-o RES -o -%CPU", "--sort-override=-%CPU")]
    [InlineData("-s mem --sort pid", "--sort=pid")]
    [InlineData("-u root -u nobody", "--user=nobody")]
    [InlineData("-b -E m -Eg -e k -e m", "--batch --scale-summary-mem=g --scale-task-mem=m")]
    [InlineData("--columns pid,cpu --columns pid,s", "--columns=pid,s")]
    [InlineData("-d x -d 1", "--delay=1")]
    [InlineData("-H -H -c -c -i -i -1 -1", "--threads --command-line --hide-idle --each-cpu")]
    [InlineData("-p 0", "--pid=0")]
    [InlineData("-bd=2", "--batch --delay=2")]
    [InlineData("-b -E m", "--batch --scale-summary-mem=m")]
    [InlineData("-bEg", "--batch --scale-summary-mem=g")]
    [InlineData("-b -e k", "--batch --scale-task-mem=k")]
    [InlineData("-bem", "--batch --scale-task-mem=m")]
    [InlineData("-H", "--threads")]
    [InlineData("-i", "--hide-idle")]
    [InlineData("-bcHi1n3", "--batch --command-line --threads --hide-idle --each-cpu --iterations=3")]
    [InlineData("-o %CPU", "--sort-override=%CPU")]
    [InlineData("-o -%CPU", "--sort-override=-%CPU")]
    [InlineData("-o-%CPU", "--sort-override=-%CPU")]
    [InlineData("-o +PID", "--sort-override=+PID")]
    [InlineData("-o=-USER", "--sort-override=-USER")]
    [InlineData("-o -USER", "--sort-override=-USER")]
    [InlineData("-o -S", "--sort-override=-S")]
    [InlineData("-bo RES", "--batch --sort-override=RES")]
    [InlineData("-o TIME+", "--sort-override=TIME+")]
    [InlineData("-O", "--list-fields")]
    [InlineData("-p1,2", "--pid=1,2")]
    [InlineData("-p 1 -p 2", "--pid=1|2")]
    [InlineData("-p 1,2 -p3", "--pid=1,2|3")]
    [InlineData("-p=7", "--pid=7")]
    [InlineData("-u nobody", "--user=nobody")]
    [InlineData("-unobody", "--user=nobody")]
    [InlineData("-u !root", "--user=!root")]
    [InlineData("-U 1000", "--any-user=1000")]
    [InlineData("-b -w", "--batch --width")]
    [InlineData("-b -w 200", "--batch --width=200")]
    [InlineData("-bw200", "--batch --width=200")]
    [InlineData("-bw -n2", "--batch --width --iterations=2")]
    [InlineData("-bw -1", "--batch --width --each-cpu")]
    [InlineData("-1", "--each-cpu")]
    [InlineData("-b1n2", "--batch --each-cpu --iterations=2")]
    [InlineData("-s mem", "--sort=mem")]
    [InlineData("-h", "--help")]
    [InlineData("-V", "--version")]
    [InlineData("--batch-mode --iterations=2", "--batch --iterations=2")]
    [InlineData("--cmdline-toggle --idle-toggle --threads-show", "--command-line --hide-idle --threads")]
    [InlineData("--single-cpu-toggle --secure-mode", "--each-cpu --readonly")]
    [InlineData("--filter-only-euser=ann", "--user=ann")]
    [InlineData("--filter-any-user ann", "--any-user=ann")]
    [InlineData("--sort-override -%MEM", "--sort-override=-%MEM")]
    public void An_option_of_top_is_understood(string words, string meaning)
    {
        ParseResult line = CliProgram.Parse(words.Split(' '));

        Assert.Empty(line.Errors);
        Assert.Empty(line.UnmatchedTokens);
        Assert.Equal(meaning, string.Join(' ', line.CommandResult.Children.OfType<OptionResult>()
            .Where(option => !option.Implicit)
            .Select(option => option.Option.Name + (option.Tokens.Count > 0 ? $"={string.Join('|', option.Tokens.Select(token => token.Value))}" : ""))));
    }

    [Theory]
    [InlineData("-S", "-S is not an option here: the CPU time of children that ended is in the columns CUTIME and CSTIME")]
    [InlineData("-bSn1", "-S is not an option here")]
    [InlineData("--accum-time-toggle", "CUTIME and CSTIME")]
    [InlineData("-k", "-k is not an option here: the key k of the full screen sends signals")]
    [InlineData("-s", "The secure mode of top's -s is --readonly here.")]
    [InlineData("-s -b", "--sort needs a value: --sort COLUMN. The secure mode of top's -s is --readonly here.")]
    [InlineData("-sb", "not \"b\". The secure mode of top's -s is --readonly here.")]
    [InlineData("-n 5", "--iterations has a meaning only with --batch: \"coretop -b\". The key q ends the full screen.")]
    [InlineData("-w 100", "The full screen is as wide as its terminal.")]
    [InlineData("-E m", "The full screen gives each size in the unit that fits.")]
    [InlineData("-e m", "The full screen gives each size in the unit that fits.")]
    [InlineData("-b -E x", "--scale-summary-mem takes k (KiB), m (MiB), g (GiB), t (TiB), p (PiB), e (EiB), not \"x\".")]
    [InlineData("-b -e e", "--scale-task-mem takes k (KiB), m (MiB), g (GiB), t (TiB), p (PiB), not \"e\".")]
    [InlineData("-b -e m --json", "--scale-task-mem has no meaning with --json: documents give bytes.")]
    [InlineData("-o", "--sort-override needs a value")]
    [InlineData("-o nsIPC", "not \"nsIPC\". CoreTop has no column for top's nsIPC.")]
    [InlineData("-o -%MEN", "not \"%MEN\".")]
    [InlineData("-o mem -s cpu", "--sort and --sort-override exclude each other")]
    [InlineData("-p 1,0 --root x", "--pid 0 is CoreTop itself, which does not run on the machine that --root reads.")]
    [InlineData("-d 1 -d", "--delay needs a value: --delay SECONDS.")]
    [InlineData("-d 1 -d x", "--delay takes seconds from 0.1 to 3600, such as 1 or 0.5, not \"x\".")]
    [InlineData("-d -1", "--delay takes seconds from 0.1 to 3600, such as 1 or 0.5, not \"-1\".")]
    [InlineData("-bn", "--iterations needs a value: --iterations N.")]
    [InlineData("-bx", "there is no option -x for \"coretop\".")]
    [InlineData("--config -b", "--config needs a value: --config FILE.")]
    [InlineData("-u -p 1", "--user needs a value: --user NAME.")]
    [InlineData("-v", "there is no option -v for \"coretop\". Did you mean \"-V\"?")]
    public void What_top_takes_and_this_does_not_is_a_sentence_that_says_what_does_it_here(string words, string sentence)
    {
        Assert.Equal(ExitCode.BadUsage, _host.Run(words));
        Assert.Contains(sentence, _host.Errors, StringComparison.Ordinal);
        Assert.Empty(_host.Output);
    }

    /// <summary>What <c>top -O</c> prints.</summary>
    [Theory]
    [InlineData("PID PPID UID USER RUID RUSER SUID GID GROUP PGRP TTY TPGID PR NI TIME TIME+ VIRT SWAP RES CODE DATA SHR S COMMAND WCHAN")]
    [InlineData("TGID USED EXE PSS USS AGNI ELAPSED")]
    public void A_field_of_top_that_is_called_the_same_here_is_that_column(string names) => Assert.All(
        names.Split(' '), name => Assert.Equal(name.TrimEnd('+'), ProcessColumns.FindNamed(name)!.Heading.TrimEnd('+')));

    [Theory]
    [InlineData("%CPU", "CPU%")]
    [InlineData("%MEM", "MEM%")]
    [InlineData("%CUU", "AVG%")]
    [InlineData("P", "CPU")]
    [InlineData("nTH", "THREADS")]
    [InlineData("SID", "SESSION")]
    [InlineData("NU", "NODE")]
    [InlineData("nMaj", "MAJFLT")]
    [InlineData("nMin", "MINFLT")]
    [InlineData("vMj", "MAJFLT/s")]
    [InlineData("vMn", "MINFLT/s")]
    [InlineData("CGROUPS", "CGROUP")]
    [InlineData("CGNAME", "CCGROUP")]
    [InlineData("LXC", "CONTAINER")]
    [InlineData("OOMa", "OOMADJ")]
    [InlineData("OOMs", "OOM")]
    [InlineData("RSS", "RES")]
    [InlineData("RSan", "ANON")]
    [InlineData("RSfd", "FILE")]
    [InlineData("RSlk", "LOCKED")]
    [InlineData("RSsh", "SHMEM")]
    [InlineData("ioR", "READ")]
    [InlineData("ioW", "WRITTEN")]
    [InlineData("ioRop", "SYSCR")]
    [InlineData("ioWop", "SYSCW")]
    [InlineData("AGID", "AUTOGRP")]
    [InlineData("STARTED", "START")]
    public void A_field_of_top_that_is_called_otherwise_here_is_found_in_options_and_filters(string name, string heading)
    {
        ParseResult line = CliProgram.Parse(["-o", name, "--columns", name.ToUpperInvariant(), "--filter", $"{name}!=1"]);

        Assert.Equal(heading, line.GetValue(CliOptions.SortOverride)!.Column.Heading);
        Assert.Equal(heading, line.GetValue(CliOptions.Columns)[0].Heading);
        Assert.Equal(heading, ProcessColumns.FindNamed(name.ToLowerInvariant())!.Heading);
    }

    [Theory]
    [InlineData("SUSER nDRT Flags SUPGIDS SUPGRPS ENVIRON nsIPC nsMNT nsNET nsPID nsUSER nsUTS LOGID PSan PSfd PSsh %CUC nsCGROUP nsTIME")]
    public void A_field_that_only_top_has_is_said_to_be(string names) => Assert.All(names.Split(' '), name =>
    {
        Assert.Null(ProcessColumns.FindNamed(name));
        Assert.Equal($" CoreTop has no column for top's {name}.", ProcessColumns.Question(name));
    });

    [Theory]
    [InlineData("%CPU>50", "run", true)]
    [InlineData("P=3", "lastCpu", true)]
    [InlineData("nTH>1", "threads", false)]
    public void Fields_of_top_can_be_filtered(string filter, string field, bool isLet)
    {
        ListOptions list = List("--filter", filter);
        ProcessLoad load = AnySnapshot.Process(7, run: 0.6, cpu: 3);

        Assert.Equal(field, Assert.Single(list.Filter.Fields).JsonName);
        Assert.Equal(isLet, list.Lets(new ProcessRow(load, null, 0), AnySnapshot.Of(AnyTopology.Of(4), _ => 0, load)));
    }

    [Fact]
    public void Option_o_sorts_from_the_highest_as_top_does_and_with_a_minus_from_the_lowest()
    {
        Assert.Equal(Pids("-o PID").Order().Reverse(), Pids("-o PID"));
        Assert.Equal(Pids("-o PID").Order(), Pids("-o -PID"));
        Assert.Equal(Pids("-s pid"), Pids("-o -PID"));
        Assert.Equal(Pids("-s CPU%")[0], Pids("-o %CPU")[0]);
    }

    [Fact]
    public void Option_O_prints_the_names_of_all_columns()
    {
        Assert.Equal(ExitCode.Done, _host.Run("-O"));
        Assert.Equal(ProcessColumns.All.Select(column => column.Heading), _host.Output.Split('\n')[..^1]);
    }

    [Fact]
    public void What_option_O_prints_is_taken_by_every_option_and_filter_as_the_column_of_that_name()
    {
        _host.Run("-O");
        string[] names = _host.Output.Split('\n')[..^1];

        Assert.Equal(ProcessColumns.All, List("--columns", string.Join(',', names)).Columns);
        foreach ((string name, ProcessColumn column) in names.Zip(ProcessColumns.All))
        {
            Assert.Same(column, List("-s", name).Sort);
            Assert.Same(column, List("-o", $"-{name}").Sort);
            Assert.Same(column, FilterFields.Find(name)!.Column);
        }
    }

    [Fact]
    public void A_column_and_its_neighbour_of_nearly_the_same_name_are_two() =>
        Assert.Equal(["CPU%", "CPU"], List("--columns", "cpu%,CPU").Columns.Select(column => column.Heading));

    [Fact]
    public void Pids_add_up_and_0_is_the_program_itself()
    {
        Assert.Equivalent(new[] { 1, 2, Environment.ProcessId }, List("-p", "1", "-p", "2,0").Pids, strict: true);
        Assert.Null(List("-b").Pids);
    }

    [Fact]
    public void Option_i_turns_round_whether_idle_tasks_are_left_out()
    {
        Assert.True(List("-i").HidesIdle);
        Assert.False(ListValues.From(CliProgram.Parse(["-i"]), new ListOptions { HidesIdle = true }).HidesIdle);
        Assert.True(Pids("-i").Length < Pids(string.Empty).Length);
    }

    [Fact]
    public void Option_c_shows_command_lines_whatever_the_settings_say()
    {
        var named = new ListOptions { Command = CommandMode.Name };

        Assert.Equal(CommandMode.Whole, ListValues.From(CliProgram.Parse(["-c"]), named).Command);
        Assert.Equal(CommandMode.Name, ListValues.From(CliProgram.Parse(["-b"]), named).Command);
    }

    [Fact]
    public void Option_c_with_H_shows_the_command_line_of_every_thread()
    {
        ProcessLoad python = AnySnapshot.Process(
            7, "python3", commandLine: "python3 train.py --fast", threads: [AnySnapshot.Thread(7, pid: 7), AnySnapshot.Thread(8, pid: 7)]);
        Snapshot snapshot = AnySnapshot.Of(AnyTopology.Of(4), _ => 0, python);

        Assert.All(Commands(snapshot, "-c", "-H"), command => Assert.Equal("python3 train.py --fast", command));
        Assert.All(Commands(snapshot, "-H"), command => Assert.Equal("thread", command));
    }

    [Fact]
    public void A_summary_counts_only_the_tasks_of_option_p_as_in_top()
    {
        Assert.Contains("Tasks:   2 total,   2 running,   0 sleeping,", Summary("-p 3302,3304"), StringComparison.Ordinal);
        Assert.Contains("Tasks:   0 total,", Summary("-p 99999"), StringComparison.Ordinal);
        Assert.Contains("Threads:   1 total,", Summary("-H -p 3302"), StringComparison.Ordinal);
        string all = Summary(string.Empty);
        Assert.All(["-u root", "-U !root", "-i", "--filter cpu=99"], words => Assert.Equal(all, Summary(words)));
        Assert.Equal(Summary("-p 3302,3304"), Summary("-u ubuntu -p 3302,3304"));

        _host.Run($"snapshot -p 3302,3304 --root {FixtureMachines.PileUp}");
        Assert.Contains("\nTasks 2: 2 running, 0 sleeping,", _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k", "KiB Mem : 72028912 total, 63163192 free")]
    [InlineData("m", "MiB Mem :  70340.7 total,  61682.8 free")]
    [InlineData("g", "GiB Mem :     68.7 total,     60.2 free")]
    [InlineData("T", "TiB Mem :      0.1 total,      0.1 free")]
    public void Option_E_is_the_unit_of_the_summary(string unit, string line)
    {
        _host.Run($"-bn1 -E {unit} --root {FixtureMachines.PileUp}");

        Assert.Contains(line, _host.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("k", "195313 98")]
    [InlineData("m", "190.7m 0.1m")]
    [InlineData("g", "0.2g 0.0g")]
    public void Option_e_is_the_unit_of_sizes_in_the_list(string unit, string row)
    {
        ProcessLoad load = AnySnapshot.Process(7) with { Whole = new ProcessFacts(1, 1, 200_000_000, 100_000) };
        var text = new System.Text.StringBuilder();
        ListOptions list = List("--columns", "virt,res,S");
        CoreTop.Cli.Text.ProcessTable.Append(
            text, AnySnapshot.Of(AnyTopology.Of(4), _ => 0, load), [new ProcessRow(load, null, 0)], list, width: null, isOneOfMany: false,
            CliProgram.Parse(["-b", "-e", unit]).GetValue(CliOptions.TaskScale));

        Assert.Equal($"{row} S", string.Join(' ', text.ToString().Split('\n')[1].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
    }

    [Fact]
    public void Option_u_with_an_exclamation_mark_shows_everybody_else()
    {
        Assert.Equal([5], Shown("-u", "!ann"));
        Assert.Equal([7], Shown("-u", "ann"));
        Assert.Equal([5], Shown("-u", "!1000"));
    }

    [Fact]
    public void Option_U_looks_at_the_real_user_too()
    {
        Assert.Equal([5, 7], Shown("-U", "ann"));
        Assert.Equal([5, 7], Shown("-U", "1000"));
        Assert.Equal([5], Shown("-U", "root"));
        Assert.Equal([5], Shown("-U", "33"));
        Assert.Equal([7], Shown("-U", "!root"));
        Assert.Equal([5], Shown("-U", "ann", "--filter", "pid<6 or pid=9"));
    }

    [Theory]
    [InlineData("-u !nosuch", "--user")]
    [InlineData("-U nosuch", "--any-user")]
    public void A_user_that_is_not_there_is_named_with_the_option(string words, string option)
    {
        Assert.Equal(ExitCode.Failed, _host.Run($"-bn1 {words} --root {FixtureMachines.PileUp}"));
        Assert.Equal($"coretop: there is no user nosuch on this machine: {option} takes a name or a number.\n", _host.Errors);
    }

    [Fact]
    public void Option_1_shows_a_bar_for_each_cpu_on_the_full_screen()
    {
        using TempTree machine = CapturedMachine.Of(cpus: 2).With("config", "core-view = summary");
        var host = new TestHost { OutputWidth = 80 };

        Assert.Equal(ExitCode.Done, host.Run($"-1 --config {machine.Root}/config --root {machine.Root}"));
        Assert.Equal(CoreView.Each, host.Screen!.Settings.CoreView);

        Assert.Equal(ExitCode.Done, host.Run($"--config {machine.Root}/config --root {machine.Root}"));
        Assert.Equal(CoreView.Summary, host.Screen!.Settings.CoreView);
    }

    [Theory]
    [InlineData("-- -bn1", "-- -bn1")]
    [InlineData("pin --cpus -3 7", "pin --cpus=-3 7")]
    [InlineData("--filter -x", "--filter=-x")]
    [InlineData("--filter -x=y -H", "--filter=-x=y -H")]
    [InlineData("capture -", "capture -")]
    [InlineData("--config -b -H", "-b -H --config")]
    [InlineData("-xb", "-xb")]
    public void Words_that_are_no_run_of_options_stay_as_they_are(string words, string apart) =>
        Assert.Equal(apart.Split(' '), ShortOptions.Apart(words.Split(' ')));

    private string Summary(string words)
    {
        var host = new TestHost { OpenMachine = _host.OpenMachine };
        host.Run($"-bn1 {words} --root {FixtureMachines.PileUp}".Replace("  ", " ", StringComparison.Ordinal));
        return host.Output.Split('\n')[1];
    }

    private static string[] Commands(Snapshot snapshot, params string[] words)
    {
        var rows = new List<ProcessRow>();
        ListOptions list = List([.. words, "--columns", "command"]) with { ShowsThreadsAlone = true };
        ProcessRows.Fill(rows, snapshot, list);
        var text = new System.Text.StringBuilder();
        CoreTop.Cli.Text.ProcessTable.Append(text, snapshot, rows, list, width: null, isOneOfMany: false);
        return text.ToString().Split('\n')[1..^1];
    }

    private static ListOptions List(params string[] words) => ListValues.From(CliProgram.Parse(words));

    private static int[] Shown(params string[] words)
    {
        ProcessLoad setuid = AnySnapshot.Process(5, user: "root", uid: 33) with
        {
            Extras = new TaskExtras
            {
                Tried = ExtraFiles.Status,
                Status = new TaskStatusDetails(1000, "ann", 33, 1, "ann", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            },
        };
        ProcessLoad plain = AnySnapshot.Process(7) with
        {
            Extras = new TaskExtras
            {
                Tried = ExtraFiles.Status,
                Status = new TaskStatusDetails(1000, "ann", 1000, 1, "ann", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            },
        };
        var rows = new List<ProcessRow>();
        ProcessRows.Fill(rows, AnySnapshot.Of(AnyTopology.Of(4), _ => 0, setuid, plain), List(words));
        return [.. rows.Select(row => row.Task.Pid).Order()];
    }

    private int[] Pids(string words)
    {
        var host = new TestHost { OpenMachine = _host.OpenMachine };
        Assert.Equal(ExitCode.Done, host.Run($"-bn1 {words} --root {FixtureMachines.PileUp}"));
        return [.. host.Output.Split("\n\n")[1].Trim('\n').Split('\n')[1..].Select(row => int.Parse(row.AsSpan(0, 7), CultureInfo.InvariantCulture))];
    }
}
