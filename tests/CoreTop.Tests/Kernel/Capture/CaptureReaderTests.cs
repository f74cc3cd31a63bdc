using System.Text;
using CoreTop.Kernel;
using CoreTop.Kernel.Capture;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureReaderTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Files_readings_and_folders_are_unpacked()
    {
        var archive = new CaptureArchive("A machine.\nKept for its names.");
        archive.NextReading();
        archive.Add("/sys/devices/system/cpu/online", "0-1\n"u8);
        archive.Add("/sys/devices/system/cpu/cpu1/", default);
        archive.Add("/sys/fs/cgroup/a\\x2db c/cpu.stat", "nr_periods 1\n"u8);
        archive.Add("/proc/9/cmdline", "python\0\xff\0"u8);
        archive.Add("/proc/9/cmdline", "the first reading of a file counts"u8);
        archive.Add("/proc/9/status", "same\n"u8);
        archive.NextReading();
        archive.Add("/sys/devices/system/cpu/online", "0-1\n"u8);
        archive.Add("/sys/fs/cgroup/a\\x2db c/cpu.stat", "nr_periods 2\n"u8);
        archive.Add("/proc/9/cmdline", "other\0"u8);
        archive.Add("/proc/9/status", "same\n"u8);

        byte[] text = archive.End().ToArray();
        string root = Unpack(text);

        Assert.Equal("0-1\n", File.ReadAllText(root + "/sys/devices/system/cpu/online"));
        Assert.True(Directory.Exists(root + "/sys/devices/system/cpu/cpu1"));
        Assert.Equal("nr_periods 1\n", File.ReadAllText(root + "/sys/fs/cgroup/a\\x2db c/cpu.stat"));
        Assert.Equal("nr_periods 2\n", File.ReadAllText(root + "/sys@1/fs/cgroup/a\\x2db c/cpu.stat"));
        Assert.Equal("python\0\xff\0"u8, File.ReadAllBytes(root + "/proc@0/9/cmdline"));
        Assert.Equal("other\0"u8, File.ReadAllBytes(root + "/proc@1/9/cmdline"));
        Assert.Equal("same\n", File.ReadAllText(root + "/proc@1/9/status"));
        Assert.False(Directory.Exists(root + "/sys@1/devices"));
        Assert.Contains("-- proc@1/9/status = --\n", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- ../outside --", "its path is not one below the machine's root")]
    [InlineData("-- /etc/passwd --", "its path is not one below the machine's root")]
    [InlineData("-- a/./b --", "its path is not one below the machine's root")]
    [InlineData("-- a/../../b --", "its path is not one below the machine's root")]
    [InlineData("-- a\\x00b --", "its path is not one below the machine's root")]
    [InlineData("-- a\\xffb --", "its path is not one below the machine's root")]
    [InlineData("-- a//b --", "its path is not one below the machine's root")]
    [InlineData("--  --", "a file's path and \" --\" are expected after \"-- \"")]
    [InlineData("-- a/b", "a file's path and \" --\" are expected after \"-- \"")]
    [InlineData("-- a\\qb --", "a backslash in it stands for nothing")]
    [InlineData("-- a --\nx\\q", "a backslash in it stands for nothing")]
    [InlineData("-- proc@1/9/stat = --", "the reading before has no such file")]
    [InlineData("-- proc@0/9/stat = --", "the reading before has no such file")]
    [InlineData("-- sys/a = --", "only files of /proc can be as they were before")]
    public void What_is_no_capture_is_refused_with_its_line(string text, string expected)
    {
        MachineException exception = Assert.Throws<MachineException>(() => Unpack(Capture(text)));

        Assert.EndsWith($": {expected}.", exception.Message, StringComparison.Ordinal);
        Assert.Matches(@"capture\.txt, line [34]: ", exception.Message);
        Assert.Empty(Directory.EnumerateFiles(_tree.Root, "outside", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_file_twice_or_in_place_of_a_folder_is_refused()
    {
        Assert.Contains("cannot be unpacked", Message("-- a --\nx\n-- a --\ny"), StringComparison.Ordinal);
        Assert.Contains("cannot be unpacked", Message("-- b --\nx\n-- b/c --\ny"), StringComparison.Ordinal);

        string Message(string text) => Assert.Throws<MachineException>(() => Unpack(Capture(text))).Message;
    }

    [Theory]
    [InlineData("")]
    [InlineData("\n")]
    [InlineData("coretop capture 3\n")]
    [InlineData("\u007fELF")]
    public void Another_file_is_no_capture(string text)
    {
        string file = Path.Combine(_tree.Root, "other");
        File.WriteAllText(file, text);

        Assert.Equal(
            $"{file} is no capture: its first line is not \"coretop capture 2\".",
            Assert.Throws<MachineException>(() => Machine.Open(file, TimeProvider.System)).Message);
    }

    [Fact]
    public void A_capture_without_its_last_line_was_cut()
    {
        string file = Path.Combine(_tree.Root, "cut.txt");
        File.WriteAllText(file, "coretop capture 2\n-- sys/devices/system/cpu/online --\n0-1\n");

        Assert.Equal(
            $"{file} was cut: its last line is not \"-- end --\".",
            Assert.Throws<MachineException>(() => Machine.Open(file, TimeProvider.System)).Message);
    }

    [Fact]
    public void A_capture_without_a_machine_is_refused_by_its_own_name()
    {
        string file = Path.Combine(_tree.Root, "empty.txt");
        File.WriteAllBytes(file, Capture("-- etc/passwd --\n"));

        Assert.StartsWith(
            $"{file} holds no machine", Assert.Throws<MachineException>(() => Machine.Open(file, TimeProvider.System)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_folder_goes_with_the_last_machine_that_uses_it()
    {
        string file = Path.Combine(_tree.Root, "two.txt");
        File.WriteAllBytes(file, Capture("-- sys/devices/system/cpu/online --\n0-1"));
        Machine machine = Machine.Open(file, TimeProvider.System);
        Machine other = machine.OpenAnother();
        string folder = machine.Files.Root;

        machine.Dispose();
        machine.Dispose();
        Assert.Equal("0-1", other.ReadTopology().Online.ToString());
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(folder));
        other.Dispose();
        Assert.False(Directory.Exists(folder));
    }

    private static byte[] Capture(string files) => Encoding.UTF8.GetBytes($"coretop capture 1\nFor a test.\n{files}\n");

    private string Unpack(byte[] text)
    {
        string file = Path.Combine(_tree.Root, "capture.txt");
        File.WriteAllBytes(file, text);
        string folder = Directory.CreateDirectory(Path.Combine(_tree.Root, Path.GetRandomFileName())).FullName;
        CaptureReader.Unpack(file, folder);
        return folder;
    }
}
