using CoreTop.Kernel.Files;
using CoreTop.Kernel.Processes;

namespace CoreTop.Tests.Kernel.Processes;

public sealed class TaskOwnersTests : IDisposable
{
    private readonly string _root = Directory.CreateTempSubdirectory("coretop-owners-").FullName;
    private readonly KernelFiles _files;

    public TaskOwnersTests()
    {
        _files = new KernelFiles(_root);
        Write("etc/passwd", "bob:x:7:\n");
        Write("proc/10/status", "Tgid:\t10\nUid:\t1000\t7\t8\t9\n");
        Write("proc/10/task/11/status", "Tgid:\t10\nUid:\t1000\t77\t8\t9\n");
        Write("proc/12/status", "Tgid:\t12\n");
    }

    public void Dispose()
    {
        _files.Dispose();
        Directory.Delete(_root, recursive: true);
    }

    [Theory]
    [InlineData(10, 10, "7 bob")]
    [InlineData(10, 11, "77 77")]
    [InlineData(12, 12, null)]
    [InlineData(13, 13, null)]
    public void The_effective_user_of_a_process_or_thread_is_read_where_its_file_says_it(int pid, int tid, string? owner)
    {
        bool isRead = new TaskOwners(_files).TryRead(pid, tid, out int userId, out string user);

        Assert.Equal(owner, isRead ? $"{userId} {user}" : null);
    }

    [Fact]
    public void An_owner_that_changed_is_read_again()
    {
        var owners = new TaskOwners(_files);
        Assert.True(owners.TryRead(10, 10, out _, out _));
        Write("proc/10/status", "Tgid:\t10\nUid:\t1000\t0\t0\t0\n");

        Assert.True(owners.TryRead(10, 10, out int userId, out string user));
        Assert.Equal((0, "0"), (userId, user));
    }

    private void Write(string path, string text)
    {
        string full = Path.Combine(_root, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
    }
}
