using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using CoreTop.LiveTests.Terminal;

namespace CoreTop.LiveTests.Processes;

/// <summary>Whatever keeps the kernel's tasks from being read by BPF, and with few descriptors, files are read, and say the same of what rests.</summary>
public sealed class FileWayLiveTests : IDisposable
{
    private const string Types = "/sys/kernel/btf/vmlinux";
    private const int Load = 5, Link = 28, Iterate = 33, Any = -1;
    private const int NotPermitted = 1, Invalid = 22, NoDescriptor = 24, NoSuchCall = 38;

    // Descriptors are kept for what runs, so more of that than there are descriptors.
    private const int FewDescriptors = 64;
    private const int Many = 70;

    // bpf(2) fails as on a kernel that refuses it, altogether or one command of it.
    private const string Refuse =
        """
        import ctypes, os, struct, sys
        call, command, error = map(int, sys.argv[1:4])
        load, equal, at_least, give = 0x20, 0x15, 0x35, 0x06
        steps = [(load, 0, 0, 0), (equal, 0, 3, call), (load, 0, 0, 16)]
        steps += [(equal, 0, 1, command) if command >= 0 else (at_least, 0, 1, 0), (give, 0, 0, 0x50000 | error), (give, 0, 0, 0x7fff0000)]
        code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *step) for step in steps))
        class Program(ctypes.Structure):
            _fields_ = [("length", ctypes.c_ushort), ("code", ctypes.c_void_p)]
        libc = ctypes.CDLL(None, use_errno=True)
        program = Program(len(steps), ctypes.addressof(code))
        if libc.prctl(22, 2, ctypes.byref(program), 0, 0) != 0: sys.exit("seccomp: " + os.strerror(ctypes.get_errno()))
        os.execvp(sys.argv[4], sys.argv[4:])
        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-test-").FullName;
    private readonly ChildProcess _sleeper = ChildProcess.Sleep(), _threads = ChildProcess.Threads(20), _pinned = ChildProcess.Sleep();

    public FileWayLiveTests()
    {
        File.SetUnixFileMode(_folder, (UnixFileMode)0b111_101_101);
        File.WriteAllText($"{_folder}/refuse.py", Refuse);
        Tool.Output("taskset", "-p", "-c", "0", $"{_pinned.Pid}");
        Tool.Output("renice", "-n", "5", "-p", $"{_pinned.Pid}");
    }

    public void Dispose()
    {
        _sleeper.Dispose();
        _threads.Dispose();
        _pinned.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(Any, NoSuchCall, "The kernel refuses to load a program: Function not implemented.")]
    [InlineData(Any, NotPermitted, "The kernel refuses to load a program: Operation not permitted.")]
    [InlineData(Load, Invalid, "The kernel refuses to load a program: Invalid argument.")]
    [InlineData(Link, NotPermitted, "The kernel refuses to make an iterator: Operation not permitted.")]
    [InlineData(Iterate, NotPermitted, null)]
    [InlineData(Iterate, NoDescriptor, null)]
    public void Where_the_kernel_refuses_bpf_or_a_part_of_it_the_files_say_the_same(int command, int error, string? why) =>
        AssertSame(Refused(command, error), why);

    [Fact]
    public void Where_this_user_may_not_load_a_program_the_files_say_the_same() =>
        AssertSame("setpriv --bounding-set -all --inh-caps -all", "The kernel refuses to load a program: Operation not permitted.");

    [Fact]
    public void For_a_user_who_is_not_root_the_files_say_the_same() =>
        AssertSame("setpriv --reuid 65534 --clear-groups --inh-caps -all", "The kernel refuses to load a program: Operation not permitted.");

    [Theory]
    [InlineData("mount -t tmpfs none /sys/kernel/btf", $"{Types} cannot be read: No such file or directory.")]
    [InlineData($"head -c 100000 {Types} > cut; mount --bind cut {Types}", $"{Types} is of no use: ")]
    [InlineData($"head -c 100000 /dev/urandom > other; mount --bind other {Types}", $"{Types} is of no use: ")]
    [InlineData($": > empty; mount --bind empty {Types}", $"{Types} is of no use: ")]
    public void Where_the_kernels_types_are_not_there_or_of_no_use_the_files_say_the_same(string hide, string why)
    {
        Assert.SkipUnless(Environment.UserName == "root" && File.Exists(Types), "only root can put something else in the place of the kernel's types");

        AssertSame($"unshare --mount sh -c 'cd {_folder} && {{ {hide}; }} && exec \"$@\"' sh", why);
    }

    [Theory]
    [InlineData("files")]
    [InlineData("auto")]
    public void With_fewer_descriptors_than_there_are_processes_that_run_it_says_the_same(string source)
    {
        using ChildProcess sleepers = ChildProcess.Run("sh", "-c", $"for i in $(seq {Many}); do sleep 240 & done; echo started; wait");
        Assert.Equal("started", sleepers.ReadLine());
        using ChildProcess spinners = ChildProcess.Run(
            "chrt", "--idle", "0", "sh", "-c", $"for i in $(seq {Many}); do while :; do :; done & done; echo started; wait");
        Assert.Equal("started", spinners.ReadLine());
        Set($"task-source = {source}");

        TaskDocument document = AssertSame($"sh -c 'ulimit -n {FewDescriptors}; exec \"$@\"' sh", why: null, source == "files" ? "files" : null);

        Assert.InRange(document.Lines.Values.Count(lines => lines.Contains(".state \"R\"")), Many, int.MaxValue);
    }

    [Fact]
    public void On_the_screen_nothing_is_said_of_it_unless_it_is_asked_for()
    {
        using var tmux = new TmuxSession(width: 160, settings: "confirm = never\n");
        tmux.Run($"{Refused(Any, NotPermitted)} {BuiltProgram.Command} -d 0.2 --filter state=T");
        tmux.WaitFor("AFFINITY");

        // Each of them is seen by a later refresh.
        foreach (int pid in (int[])[_sleeper.Pid, _pinned.Pid])
        {
            Tool.Output("kill", "-STOP", $"{pid}");
            tmux.WaitFor($" {pid} ");
        }

        Assert.DoesNotContain("BPF", tmux.Screen, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("refuse", tmux.Screen, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_meter_that_is_asked_for_says_why_files_are_read()
    {
        using var tmux = new TmuxSession(width: 160, settings: "confirm = never\nmeters-left = source\n");
        tmux.Run($"{Refused(Any, NotPermitted)} {BuiltProgram.Command} -d 0.2");

        tmux.WaitFor("files (The kernel refuses to load a program: Operation not permitted)");
    }

    private string Refused(int command, int error)
    {
        int? call = RuntimeInformation.ProcessArchitecture switch
        {
            Architecture.X64 => 321,
            Architecture.Arm64 => 280,
            _ => null,
        };
        Assert.SkipUnless(call is not null && Environment.UserName == "root", "only root can refuse a call, and where its number is known");
        Tool.Require("python3");
        return $"python3 {_folder}/refuse.py {call} {command} {error}";
    }

    // What did not run, grow or shrink meanwhile is the same in all values, before and after too.
    private TaskDocument AssertSame(string wrapper, string? why, string? source = "files")
    {
        TaskDocument? document = null;
        string differences = string.Empty;
        Wait.Until(
            () =>
            {
                Dictionary<int, string> before = AtRest();
                TaskDocument usual = Read(wrapper: string.Empty);
                document = Read(wrapper);
                Dictionary<int, string> after = AtRest();
                int[] resting = [.. before.Keys.Where(pid => after.GetValueOrDefault(pid) == before[pid] && usual.Lines.ContainsKey(pid))];
                differences = string.Join('\n', resting.SelectMany(pid => Differences(pid, usual, document)));
                Assert.Equal((string.Empty, usual.Problems), (document.Errors, document.Problems));
                return differences.Length == 0 && new[] { _sleeper.Pid, _threads.Pid, _pinned.Pid }.All(resting.Contains);
            },
            "what rests to be the same",
            () => differences);
        if (source is not null)
        {
            Assert.Equal(source, document!.Source);
        }

        Assert.StartsWith(why ?? string.Empty, document!.WhyNotBpf ?? string.Empty, StringComparison.Ordinal);
        Assert.Equal(why is null, document.WhyNotBpf is null);
        Assert.Contains(".affinity \"0\"", document.Lines[_pinned.Pid]);
        Assert.Equal(20, document.Lines[_threads.Pid].Count(line => line.Contains(".tid ", StringComparison.Ordinal)));
        return document;
    }

    private static IEnumerable<string> Differences(int pid, TaskDocument usual, TaskDocument document) =>
        document.Lines.TryGetValue(pid, out string[]? lines)
            ? usual.Lines[pid].Except(lines).Select(line => $"{pid}{line} in the usual way").Concat(lines.Except(usual.Lines[pid]).Select(line => $"{pid}{line}"))
            : [$"{pid} is missing"];

    private void Set(string setting)
    {
        Directory.CreateDirectory($"{_folder}/config/coretop");
        File.WriteAllText($"{_folder}/config/coretop/config", setting + "\n");
    }

    private TaskDocument Read(string wrapper)
    {
        var start = new ProcessStartInfo("sh", ["-c", $"exec {wrapper} {BuiltProgram.Command} snapshot --json -H --interval 0.2"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        Tool.LeaveSettingsOut(start, wrapper.Length == 0 ? "/nonexistent" : _folder);
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync();
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{wrapper}: {process.ExitCode}, {errors.GetAwaiter().GetResult()}");
        return TaskDocument.Parse(output, errors.GetAwaiter().GetResult());
    }

    // By PID: how long each thread ran and waited, and what memory it has.
    private static Dictionary<int, string> AtRest()
    {
        var found = new Dictionary<int, string>();
        foreach (string folder in Directory.EnumerateDirectories("/proc"))
        {
            if (!int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out int pid))
            {
                continue;
            }

            try
            {
                IEnumerable<string> times = Directory.EnumerateDirectories($"{folder}/task").Select(thread => File.ReadAllText($"{thread}/schedstat"));
                found[pid] = File.ReadAllText($"{folder}/statm") + string.Concat(times);
            }
            catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
            {
                // It ended.
            }
        }

        return found;
    }
}
