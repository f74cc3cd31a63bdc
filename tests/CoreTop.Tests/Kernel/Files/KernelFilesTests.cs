using System.Text;
using CoreTop.Kernel.Files;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Files;

public sealed class KernelFilesTests : IDisposable
{
    private readonly TempTree _tree = new();
    private readonly KernelFiles _files;

    public KernelFilesTests() => _files = new KernelFiles(_tree.Root + "/");

    public void Dispose()
    {
        _files.Dispose();
        _tree.Dispose();
    }

    [Fact]
    public void A_file_is_read_whole_however_large()
    {
        string text = string.Concat(Enumerable.Range(0, 20_000).Select(i => $"{i} "));
        _tree.With("proc/stat", text).With("proc/7/stat", text);

        Assert.Equal(text + "\n", Read("/proc/stat"));
        Assert.Equal(FileStatus.Ok, _files.ReadProcess(7, TaskFile.Stat, out ReadOnlySpan<byte> bytes));
        Assert.Equal(text + "\n", Encoding.UTF8.GetString(bytes));
    }

    [Fact]
    public void What_is_not_there_is_gone()
    {
        _tree.With("proc/7/stat", "x");

        Assert.Equal(FileStatus.Gone, _files.Read("/proc/none", out ReadOnlySpan<byte> text));
        Assert.True(text.IsEmpty);
        Assert.Equal(2, _files.LastErrno);
        Assert.Equal(FileStatus.Gone, _files.Read("/proc/7/stat/below", out _));
        Assert.Equal(FileStatus.Gone, _files.ReadProcess(8, TaskFile.Stat, out _));
        Assert.Equal(FileStatus.Gone, _files.ReadThread(7, 8, TaskFile.Stat, out _));
        Assert.Equal(FileStatus.Gone, _files.ListThreads(8, []));
        Assert.Empty(_files.ListFolder("/sys"));
    }

    [Fact]
    public void A_folder_or_a_path_without_end_is_no_file()
    {
        _tree.With("proc/7/stat", "x");

        Assert.Equal(FileStatus.Failed, _files.Read("/proc/7", out _));
        Assert.NotEqual(FileStatus.Ok, _files.Read("/" + new string('x', 10_000), out _));
    }

    [Fact]
    public void A_file_that_may_not_be_read_is_denied()
    {
        Assert.SkipWhen(Environment.IsPrivilegedProcess, "root may read every file.");
        _tree.With("proc/7/stat", "x");
        File.SetUnixFileMode(Path.Combine(_tree.Root, "proc/7/stat"), UnixFileMode.None);

        Assert.Equal(FileStatus.Denied, _files.ReadProcess(7, TaskFile.Stat, out _));
    }

    [Fact]
    public void Numbers_alone_are_listed_in_order()
    {
        _tree.With("proc/10/stat", "x").With("proc/9/stat", "x").With("proc/self/stat", "x").With("proc/1x/stat", "x")
            .With("proc/9/task/12/stat", "x").With("proc/9/task/9/stat", "x");
        var numbers = new List<int> { 3 };

        Assert.Equal(FileStatus.Ok, _files.ListProcesses(numbers));
        Assert.Equal([9, 10], numbers);
        Assert.Equal(FileStatus.Ok, _files.ListThreads(9, numbers));
        Assert.Equal([9, 12], numbers);
    }

    [Fact]
    public void A_captured_process_without_threads_is_its_own_first_thread()
    {
        _tree.With("proc/9/stat", "x").With("proc/9/schedstat", "1 2 3");
        var tids = new List<int>();

        Assert.Equal(FileStatus.Ok, _files.ListThreads(9, tids));
        Assert.Equal([9], tids);
        Assert.Equal(FileStatus.Ok, _files.ReadThread(9, 9, TaskFile.SchedStat, out _));
        Assert.Equal(FileStatus.Gone, _files.ReadThread(9, 10, TaskFile.SchedStat, out _));
    }

    [Fact]
    public void A_reading_has_its_own_proc_and_what_changed_of_sys()
    {
        _tree.With("proc@0/stat", "first").With("proc@1/stat", "second").With("proc@1/7/comm", "x")
            .With("sys/a", "once").With("sys/b", "before").With("sys@1/b", "after");
        _files.UseReading(0);
        Assert.Equal(("first\n", "before\n"), (Read("/proc/stat"), Read("/sys/b")));

        _files.UseReading(1);

        Assert.Equal(("second\n", "once\n", "after\n"), (Read("/proc/stat"), Read("/sys/a"), Read("/sys/b")));
        Assert.Equal(FileStatus.Ok, _files.ReadProcess(7, TaskFile.Comm, out _));
    }

    [Fact]
    public void The_observer_is_told_what_was_read_and_which_folders_were_seen()
    {
        _tree.With("proc/stat", "s").With("proc/7/task/8/comm", "c").With("sys/cpu/online", "0").WithFolder("sys/cpu/cpu0");
        var seen = new List<string>();
        _files.Observer = (path, text) => seen.Add($"{path}={Encoding.UTF8.GetString(text).Trim()}");

        _files.Read("/proc/stat", out _);
        _files.Read("/proc/none", out _);
        _files.ReadThread(7, 8, TaskFile.Comm, out _);
        _files.ListFolder("/sys/cpu");

        Assert.Equal(["/proc/stat=s", "/proc/7/task/8/comm=c", "/sys/cpu/cpu0/="], seen);
    }

    [Fact]
    public void Every_name_of_a_folder_is_listed()
    {
        for (int i = 0; i < 2000; i++)
        {
            _tree.WithFolder($"sys/cpu/cpu{i}");
        }

        Assert.Equal(2000, _files.ListFolder("/sys/cpu").Distinct().Count());
    }

    private string Read(string path)
    {
        Assert.Equal(FileStatus.Ok, _files.Read(path, out ReadOnlySpan<byte> text));
        return Encoding.UTF8.GetString(text);
    }
}
