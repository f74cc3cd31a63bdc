namespace CoreTop.LiveTests.Faults;

/// <summary>What root changes, as whoever reads /dev/log receives it: in a /dev of the test's own.</summary>
public sealed class SystemLogLiveTests : IDisposable
{
    private const string Listener =
        """
        import socket
        s = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        s.bind("/dev/log")
        print("listening", flush=True)
        while True:
            print(s.recv(4096).decode(), flush=True)
        """;

    private readonly FaultyProgram _program = new();
    private readonly PinnedThreads _threads = new(count: 3);

    public void Dispose()
    {
        _threads.Dispose();
        _program.Dispose();
    }

    [Fact]
    public void A_command_and_its_undo_are_a_line_each_until_roots_settings_turn_that_off()
    {
        Tool.Require("python3");
        (_, string output, string errors) = _program.RunWithOwnMounts(
            $$"""
            dev=$(mktemp -d) && mount -t tmpfs tmpfs $dev || exit 99
            for name in null zero random urandom tty; do touch $dev/$name; mount --bind /dev/$name $dev/$name; done
            mkdir $dev/pts $dev/shm; mount --bind /dev/pts $dev/pts; mount --move $dev /dev; rmdir $dev
            export XDG_CONFIG_HOME={{_program.State}}/config
            coproc LOG { exec python3 -c '{{Listener}}'; }
            read -r line <&${LOG[0]}
            coretop {{_threads.Pin}} > /dev/null && read -r line <&${LOG[0]} && echo "$line"
            coretop undo > /dev/null && read -r line <&${LOG[0]} && echo "$line"
            mkdir -p $XDG_CONFIG_HOME/coretop; echo 'system-log = no' > $XDG_CONFIG_HOME/coretop/config
            coretop {{_threads.Pin}} > /dev/null; coretop undo > /dev/null
            read -r -t 0.1 line <&${LOG[0]} && echo "and: $line"
            kill $LOG_PID
            """);

        string[] lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.True(lines.Length == 2, output + errors);
        Assert.Matches(
            $@"^<85>... [ \d]\d \d\d:\d\d:\d\d coretop\[\d+\]: \S+ : TTY=\S+ ; CHANGE=pin {_threads.Pid} to {_threads.Target} ; TASKS=\d ; AFFINITY=", lines[0]);
        Assert.Contains($"CHANGE=undo \"pin {_threads.Pid} to {_threads.Target}\" ; ", lines[1], StringComparison.Ordinal);
        Assert.Equal(_threads.Before, _threads.Now);
    }
}
