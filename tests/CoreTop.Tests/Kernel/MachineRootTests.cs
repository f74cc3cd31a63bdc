using System.Net.Sockets;
using System.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel;

public sealed class MachineRootTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void A_capture_without_a_machine_is_refused_by_its_own_name() =>
        Assert.StartsWith($"{Write("coretop capture 1\n-- etc/passwd --\n")} holds no machine", Message(File), StringComparison.Ordinal);

    [Fact]
    public void Another_view_outlives_the_first()
    {
        Machine machine = Machine.Open(Write("coretop capture 1\n-- sys/devices/system/cpu/online --\n0-1\n"), TimeProvider.System);
        using Machine other = machine.OpenAnother();
        System.IO.File.Delete(File);

        machine.Dispose();
        machine.Dispose();

        Assert.Equal("0-1", other.ReadTopology().Online.ToString());
    }

    [Theory]
    [InlineData("", "There is no folder or file \"\"")]
    [InlineData("/nonexistent/x", "There is no folder or file /nonexistent/x")]
    [InlineData("/dev/null", "/dev/null is a device: a folder or a file")]
    [InlineData("/dev/zero", "/dev/zero is a device: a folder or a file")]
    [InlineData("/proc/self/stat", "/proc/self/stat is not a capture")]
    [InlineData("/proc/self/clear_refs", "/proc/self/clear_refs cannot be read: ")]
    public void What_is_no_machine_is_said(string root, string expected) =>
        Assert.StartsWith(expected, Message(root), StringComparison.Ordinal);

    [Fact]
    public void An_empty_file_is_said() => Assert.StartsWith($"{Write(string.Empty)} is empty", Message(File), StringComparison.Ordinal);

    [Fact]
    public void A_FIFO_without_a_writer_is_said_at_once()
    {
        string path = Path.Combine(_tree.Root, "fifo");
        Assert.Equal(0, UnixFiles.MakeFifo(path));

        Assert.StartsWith($"{path} is a FIFO or a pipe", Message(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_is_said()
    {
        string path = Path.Combine(_tree.Root, "socket");
        using var socket = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        socket.Bind(new UnixDomainSocketEndPoint(path));

        Assert.StartsWith($"{path} is a socket", Message(path), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_larger_than_a_capture_may_be_is_refused_before_it_is_read()
    {
        Write("coretop capture 1\n");
        using (FileStream file = System.IO.File.OpenWrite(File))
        {
            file.SetLength((512L * 1024 * 1024) + 1);
        }

        Assert.Equal($"{File} is larger than a capture may be, which is 512 MiB.", Message(File));
    }

    [Fact]
    public async Task A_file_that_grows_while_it_is_read_is_refused()
    {
        Write(new string('x', 4 * 1024 * 1024));
        using var enough = new CancellationTokenSource();
        Task writer = Task.Run(
            () =>
            {
                using var file = new FileStream(File, FileMode.Append, FileAccess.Write, FileShare.ReadWrite, bufferSize: 0);
                while (!enough.IsCancellationRequested)
                {
                    file.WriteByte((byte)'x');
                }
            },
            TestContext.Current.CancellationToken);

        string message = string.Empty;
        for (int i = 0; i < 10_000 && !message.Contains("changed", StringComparison.Ordinal); i++)
        {
            message = Message(File);
        }

        await enough.CancelAsync();
        await writer;
        Assert.Equal($"{File} changed while it was read: try again when nothing writes to it any more.", message);
    }

    [Fact]
    public void A_capture_through_a_link_is_read()
    {
        string link = Path.Combine(_tree.Root, "link");
        System.IO.File.CreateSymbolicLink(link, Write("coretop capture 1\n-- sys/devices/system/cpu/online --\n0-2\n"));

        using Machine machine = Machine.Open(link, TimeProvider.System);

        Assert.Equal("0-2", machine.ReadTopology().Online.ToString());
    }

    private string File => Path.Combine(_tree.Root, "capture.txt");

    private string Write(string text)
    {
        System.IO.File.WriteAllBytes(File, Encoding.UTF8.GetBytes(text));
        return File;
    }

    private static string Message(string root) =>
        Assert.Throws<MachineException>(() => Machine.Open(root, TimeProvider.System).Dispose()).Message;
}
