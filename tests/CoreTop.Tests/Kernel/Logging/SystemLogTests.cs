using System.Net.Sockets;
using System.Text;
using CoreTop.Actions;
using CoreTop.Actions.Storage;
using CoreTop.Kernel.Logging;
using CoreTop.Model.Cpus;
using CoreTop.Model.Placement;
using CoreTop.Model.Tasks;
using Microsoft.Extensions.Time.Testing;

namespace CoreTop.Tests.Kernel.Logging;

public sealed class SystemLogTests : IDisposable
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 9, 5, 7, TimeSpan.Zero);

    private readonly string _folder = Directory.CreateTempSubdirectory("coretop-log-").FullName;

    private string SocketPath => Path.Combine(_folder, "log");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(SocketType.Dgram)]
    [InlineData(SocketType.Stream)]
    public void A_line_is_sent_as_syslog_does(SocketType type)
    {
        using Socket listener = Listen(type);

        Assert.Null(new SystemLog(SocketPath).Write("coretop", 42, Time, "ann : TASKS=1"));

        string end = type == SocketType.Stream ? "\0" : string.Empty;
        Assert.Equal($"<85>Mar  1 09:05:07 coretop[42]: ann : TASKS=1{end}", Received(listener, type));
    }

    [Fact]
    public void What_would_end_the_line_or_steer_a_terminal_is_not_sent_and_a_long_line_is_cut_between_characters()
    {
        using Socket listener = Listen(SocketType.Dgram);
        var log = new SystemLog(SocketPath);

        Assert.Null(log.Write("coretop", 1, Time, "a\nb\u001b[31mc\u009bd\u202ee\0f"));
        Assert.EndsWith("]: a\uFFFDb\uFFFD[31mc\uFFFDd\uFFFDe\uFFFDf", Received(listener, SocketType.Dgram), StringComparison.Ordinal);

        Assert.Null(log.Write("coretop", 1, Time, new string('\u4E2D', 900)));
        byte[] cut = Encoding.UTF8.GetBytes(Received(listener, SocketType.Dgram));
        Assert.InRange(cut.Length, SystemLog.MostBytes - 5, SystemLog.MostBytes);
        Assert.EndsWith("\u4E2D...", Encoding.UTF8.GetString(cut), StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nobody_listens_nothing_fails_and_a_log_that_takes_nothing_is_told()
    {
        var log = new SystemLog(SocketPath);
        Assert.Null(log.Write("coretop", 1, Time, "x"));

        LeaveSocketBehind();
        Assert.Equal("Connection refused", log.Write("coretop", 1, Time, "x"));
    }

    [Fact]
    public void A_log_that_nobody_reads_is_not_waited_for()
    {
        using Socket listener = Listen(SocketType.Dgram);
        var log = new SystemLog(SocketPath);
        string? problem = null;
        for (int i = 0; i < 100_000 && problem is null; i++)
        {
            problem = log.Write("coretop", 1, Time, new string('x', 500));
        }

        Assert.Equal("Resource temporarily unavailable", problem);
    }

    [Fact]
    public void The_line_says_who_which_tasks_from_and_to_and_no_name_can_make_a_field()
    {
        AffinityChange Change(int pid, int tid, string name, CpuSet from) =>
            new(new TaskKey(tid, 1), pid, name, from, CpuSet.Of(0), WasUnrestricted: true);
        CpuSet all = CpuSet.Range(0, 3);

        string text = ChangeLog.Text(
            new LoginUser("ann", "pts/3"), "pin 7 and 1 more to 0", StoredValues.Affinity,
            [Change(7, 7, "x ; AFFINITY=y", all), Change(7, 8, "io", all), Change(9, 10, "b", CpuSet.Of(2))]);

        Assert.Equal("ann : TTY=pts/3 ; CHANGE=pin 7 and 1 more to 0 ; TASKS=3 ; AFFINITY=x___AFFINITY_y[7] x2 0-3 -> 0, b[9] task 10 2 -> 0", text);
    }

    [Fact]
    public void Of_many_processes_the_first_are_named_and_the_others_counted()
    {
        AffinityChange[] changes = [.. Enumerable.Range(1, 5000).Select(pid =>
            new AffinityChange(new TaskKey(pid, 1), pid, "w", CpuSet.Of(1), CpuSet.Of(0), WasUnrestricted: false))];

        string text = ChangeLog.Text(new LoginUser("root", "unknown"), "pin", StoredValues.Affinity, changes);

        Assert.EndsWith("w[6] 1 -> 0, and 4994 tasks more", text, StringComparison.Ordinal);
        Assert.Contains("TASKS=5000", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_batch_and_each_undo_is_a_line_and_what_changes_nothing_is_none()
    {
        using Socket listener = Listen(SocketType.Dgram);
        using var machine = new Actions.FakeMachine();
        AffinityEditor editor = machine.Editor(log: new ChangeLog(new SystemLog(SocketPath), new LoginUser("ann", "pts/3"), new FakeTimeProvider(Time)));
        AffinityRequest request = machine.Start(7, threads: 3, wanted: CpuSet.Of(1));

        editor.Apply("pin 7 to 1", [request]);
        Assert.EndsWith("ann : TTY=pts/3 ; CHANGE=pin 7 to 1 ; TASKS=3 ; AFFINITY=worker[7] x3 0-3 -> 1", Received(listener, SocketType.Dgram), StringComparison.Ordinal);
        editor.Apply("pin 7 to 1", [request]);
        editor.Undo();
        Assert.EndsWith("CHANGE=undo \"pin 7 to 1\" ; TASKS=3 ; AFFINITY=worker[7] x3 1 -> 0-3", Received(listener, SocketType.Dgram), StringComparison.Ordinal);
        Assert.Equal(0, listener.Available);
    }

    [Fact]
    public void A_log_that_takes_nothing_is_said_once_and_stops_no_change()
    {
        LeaveSocketBehind();
        using var machine = new Actions.FakeMachine();
        var said = new List<string>();
        AffinityEditor editor = machine.Editor(
            log: new ChangeLog(new SystemLog(SocketPath), new LoginUser("ann", "pts/3"), new FakeTimeProvider(Time)), notify: said.Add);

        Assert.Equal(1, editor.Apply("pin", [machine.Start(7, wanted: CpuSet.Of(1))]).Changed);
        Assert.Equal(1, editor.Apply("pin", [machine.Start(8, wanted: CpuSet.Of(1))]).Changed);

        Assert.Equal(["The system log did not take the line about this change (Connection refused); the change was made."], said);
    }

    // A socket removes its name when it is closed.
    private void LeaveSocketBehind()
    {
        using (Listen(SocketType.Dgram))
        {
            File.Move(SocketPath, SocketPath + ".kept");
        }

        File.Move(SocketPath + ".kept", SocketPath);
    }

    private Socket Listen(SocketType type)
    {
        var socket = new Socket(AddressFamily.Unix, type, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(SocketPath));
        if (type == SocketType.Stream)
        {
            socket.Listen();
        }

        return socket;
    }

    private static string Received(Socket listener, SocketType type)
    {
        var buffer = new byte[4096];
        using Socket? accepted = type == SocketType.Stream ? listener.Accept() : null;
        return Encoding.UTF8.GetString(buffer, 0, (accepted ?? listener).Receive(buffer));
    }
}
