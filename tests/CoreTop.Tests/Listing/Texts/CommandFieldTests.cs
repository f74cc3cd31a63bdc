using CoreTop.Listing.Rows;
using CoreTop.Listing.Texts;
using CoreTop.Model.Tasks;

namespace CoreTop.Tests.Listing.Texts;

public sealed class CommandFieldTests
{
    [Theory]
    [InlineData("python3", "/usr/bin/python3 /opt/a.py", nameof(CommandMode.CommandLine), false, "/usr/bin/python3 /opt/a.py", "python3")]
    [InlineData("python3", "/usr/bin/python3 /opt/a.py", nameof(CommandMode.CommandLine), true, "python3 /opt/a.py", "python3")]
    [InlineData("python3", "/usr/bin/python3 /opt/a.py", nameof(CommandMode.Merged), false, "/usr/bin/python3 /opt/a.py", "python3")]
    [InlineData("python3", "/usr/bin/python3 /opt/a.py", nameof(CommandMode.Merged), true, "python3 /opt/a.py", "python3")]
    [InlineData("worker-7", "/usr/bin/python3 a.py", nameof(CommandMode.Merged), true, "worker-7│python3 a.py", "worker-7")]
    [InlineData("worker-7", "/usr/bin/python3 a.py", nameof(CommandMode.Name), false, "worker-7", "worker-7")]
    [InlineData("sshd", "sshd: ann@pts/0", nameof(CommandMode.CommandLine), false, "sshd: ann@pts/0", "sshd")]
    [InlineData("bash", "-bash", nameof(CommandMode.CommandLine), true, "-bash", "-bash")]
    [InlineData("zombie", "", nameof(CommandMode.CommandLine), false, "zombie", "zombie")]
    [InlineData("sh", "/bin/shell", nameof(CommandMode.Merged), false, "sh│/bin/shell", "sh")]
    public void A_command_is_told_as_chosen(string name, string line, string mode, bool hidesPath, string expected, string marked)
    {
        var row = new ProcessRow(AnySnapshot.Process(7, name, commandLine: line), Thread: null, Depth: 0);
        var text = new char[100];

        int length = CommandField.Write(row, Enum.Parse<CommandMode>(mode), hidesPath, text, out Range part);

        Assert.Equal(expected, new string(text, 0, length));
        Assert.Equal(marked, new string(text.AsSpan(0, length)[part]));
    }

    [Fact]
    public void A_thread_is_told_by_its_own_name_and_merged_with_the_command_line_of_its_process()
    {
        var row = new ProcessRow(AnySnapshot.Process(7, "python3", commandLine: "python3 a.py"), AnySnapshot.Thread(8, 7), Depth: 1);
        var text = new char[100];

        Assert.Equal("  thread", new string(text, 0, CommandField.Write(row, CommandMode.CommandLine, hidesPath: false, text, out _)));
        Assert.Equal("  python3 a.py", new string(text, 0, CommandField.Write(row, CommandMode.Whole, hidesPath: true, text, out _)));
        Assert.Equal("  thread│python3 a.py", new string(text, 0, CommandField.Write(row, CommandMode.Merged, hidesPath: false, text, out _)));
    }

    [Fact]
    public void A_kernel_thread_stands_in_brackets_and_no_room_is_too_small()
    {
        var row = new ProcessRow(AnySnapshot.Process(7, "kswapd0", commandLine: "", mobility: TaskMobility.KernelThread), Thread: null, Depth: 9)
        {
            Traits = RowTraits.InTree,
        };
        for (int room = 0; room < 60; room++)
        {
            var text = new char[room];
            int length = CommandField.Write(row, CommandMode.Merged, hidesPath: true, text, out Range part);

            Assert.InRange(length, 0, room);
            Assert.InRange(part.End.Value, 0, room);
            Assert.StartsWith(new string(text, 0, length), $"{new string(' ', 16)}├─ [kswapd0]", StringComparison.Ordinal);
        }
    }
}
