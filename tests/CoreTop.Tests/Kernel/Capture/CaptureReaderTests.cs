using System.Text;
using CoreTop.Kernel.Archive;
using CoreTop.Kernel.Files;
using CoreTop.Kernel.Native;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureReaderTests
{
    private static readonly CaptureBounds Small = new()
    {
        FileBytes = 8,
        Entries = 4,
        Folders = 5,
        Depth = 3,
        NameBytes = 10,
        PathBytes = 20,
        Readings = 2,
    };

    [Fact]
    public void Files_readings_and_folders_are_read()
    {
        var archive = new CaptureArchive("A machine.\nKept for its names.");
        archive.NextReading();
        archive.Add("/sys/devices/system/cpu/online", "0-1\n"u8);
        archive.Add("/sys/devices/system/cpu/cpu1/", default);
        archive.Add("/sys/fs/cgroup/a\\x2db c/cpu.stat", "nr_periods 1\n"u8);
        archive.Add("/proc/9/cmdline", "python\0\xff\0"u8);
        archive.Add("/proc/9/cmdline", "the first reading of a file counts"u8);
        archive.Add("/proc/9/status", "same\n"u8);
        archive.Add("/proc/9/environ", default);
        archive.NextReading();
        archive.Add("/sys/devices/system/cpu/online", "0-1\n"u8);
        archive.Add("/sys/fs/cgroup/a\\x2db c/cpu.stat", "nr_periods 2\n"u8);
        archive.Add("/proc/9/cmdline", "other\0"u8);
        archive.Add("/proc/9/status", "same\n"u8);

        byte[] text = archive.End().ToArray();
        CaptureFiles files = Read(text);

        Assert.Equal("0-1\n"u8, Text(files, "/sys/devices/system/cpu/online"));
        Assert.Equal(["cpu1/", "online"], Names(files, "/sys/devices/system/cpu"));
        Assert.Empty(Names(files, "/sys/devices/system/cpu/cpu1"));
        Assert.Equal("nr_periods 1\n"u8, Text(files, "/sys/fs/cgroup/a\\x2db c/cpu.stat"));
        Assert.Equal("nr_periods 2\n"u8, Text(files, "/sys@1/fs/cgroup/a\\x2db c/cpu.stat"));
        Assert.Equal("python\0\xff\0"u8, Text(files, "/proc@0/9/cmdline"));
        Assert.Equal("other\0"u8, Text(files, "/proc@1/9/cmdline"));
        Assert.Equal("same\n"u8, Text(files, "/proc@1/9/status"));
        Assert.Empty(Text(files, "/proc@0/9/environ"));
        Assert.Equal(["fs/"], Names(files, "/sys@1"));
        Assert.Contains("-- proc@1/9/status = --\n", Encoding.UTF8.GetString(text), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/a/b", 0)]
    [InlineData("a/b", 0)]
    [InlineData("//a/./b", 0)]
    [InlineData("/a/../a/b", 0)]
    [InlineData("/../../a/b", 0)]
    [InlineData("/a", Errno.Eisdir)]
    [InlineData("/", Errno.Eisdir)]
    [InlineData("", Errno.Enoent)]
    [InlineData("/c", Errno.Enoent)]
    [InlineData("/c/..", Errno.Enoent)]
    [InlineData("/a/b/", Errno.Enotdir)]
    [InlineData("/a/b/c", Errno.Enotdir)]
    [InlineData("/a/b/..", Errno.Enotdir)]
    public void A_path_is_answered_as_a_folder_answers_it(string path, int expected)
    {
        CaptureFiles files = Read(Capture("-- a/b --"));
        using var tree = new Fixtures.TempTree();
        using var folder = new FolderFiles(tree.With("a/b", string.Empty).Root);
        byte[] name = Encoding.UTF8.GetBytes(path + '\0');

        Assert.Equal(expected, files.Read(name, isTaskFile: false, out _));
        Assert.Equal(expected, folder.Read(name, isTaskFile: false, out _));
        Assert.Equal(folder.List(name, isTaskFolder: false, (_, _) => { }), files.List(name, isTaskFolder: false, (_, _) => { }));
        Assert.Equal(folder.ReadLink(name, out _), files.ReadLink(name, out _));
    }

    [Theory]
    [InlineData("-- ../outside --", "its path is not one below the machine's root")]
    [InlineData("-- /etc/passwd --", "its path is not one below the machine's root")]
    [InlineData("-- a/./b --", "its path is not one below the machine's root")]
    [InlineData("-- a/../../b --", "its path is not one below the machine's root")]
    [InlineData("-- a\\x00b --", "its path is not one below the machine's root")]
    [InlineData("-- a\\xffb --", "its path is not one below the machine's root")]
    [InlineData("-- a//b --", "its path is not one below the machine's root")]
    [InlineData("-- / --", "its path is not one below the machine's root")]
    [InlineData("--  --", "a file's path and \" --\" are expected after \"-- \"")]
    [InlineData("-- a/b", "a file's path and \" --\" are expected after \"-- \"")]
    [InlineData("-- a\\qb --", "a backslash in it stands for nothing")]
    [InlineData("-- a\\ --", "a backslash in it stands for nothing")]
    [InlineData("-- a --\nx\\q", "a backslash in it stands for nothing")]
    [InlineData("-- proc@1/9/stat = --", "the reading before has no such file")]
    [InlineData("-- proc@0/9/stat = --", "the reading before has no such file")]
    [InlineData("-- sys/a = --", "only files of /proc can be as they were before")]
    [InlineData("-- proc@1/9/ = --", "only files of /proc can be as they were before")]
    [InlineData("-- proc@1/stat --", "proc@1 comes without proc@0")]
    [InlineData("-- a --\n-- a --", "the capture has that file already")]
    [InlineData("-- a --\n-- a/b --", "its path needs a folder where the capture has a file")]
    [InlineData("-- a/b --\n-- a --", "the capture has a folder of that name")]
    [InlineData("-- a/ --\nx", "text follows a folder, or a file that reads as before")]
    public void What_is_no_capture_is_refused_with_its_line(string text, string expected)
    {
        MachineException exception = Assert.Throws<MachineException>(() => Read(Capture(text)));

        Assert.EndsWith($": {expected}.", exception.Message, StringComparison.Ordinal);
        Assert.Matches(@"capture\.txt, line [34]: ", exception.Message);
    }

    [Theory]
    [InlineData("-- a --\n12345678\n", "a file in a capture may have at most 8 bytes")]
    [InlineData("-- a --\n\\x31\\x32\\x33\\x34\\x35\\x36\\x37\\x38\n", "a file in a capture may have at most 8 bytes")]
    [InlineData("-- a --\n-- b --\n-- c --\n-- d/ --\n-- e --\n", "a capture may hold at most 4 files")]
    [InlineData("-- a/b/c --\n-- d/e/ --\n-- f/g/ --\n", "a capture may hold at most 5 folders")]
    [InlineData("-- a/b/c/d --\n", "its path has more than 3 components")]
    [InlineData("-- 12345678901/b --\n", "a name in its path is longer than 10 bytes")]
    [InlineData("-- 1234567890/1234567890 --\n", "its path is longer than 20 bytes")]
    [InlineData("-- proc@0/a --\n-- proc@1/a --\n-- proc@2/a --\n", "a capture may hold at most 2 readings")]
    [InlineData("-- proc@99/a --\n", "a capture may hold at most 2 readings")]
    public void What_is_more_than_a_capture_may_hold_is_refused_with_its_line(string text, string expected)
    {
        MachineException exception = Assert.Throws<MachineException>(() => Read(Whole(text), Small));

        Assert.EndsWith($": {expected}.", exception.Message, StringComparison.Ordinal);
        Assert.StartsWith($"capture.txt, line {text.TrimEnd().Split("\n-- ").Length + 1}: ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_capture_may_just_hold_is_read()
    {
        CaptureFiles files = Read(
            Whole("-- proc@0/a/b --\n1234567\n-- proc@1/a/b = --\n-- 1234567890/123456789 --\n\\x31\\\n-- c --\n"), Small);

        Assert.Equal("1234567\n"u8, Text(files, "/proc@1/a/b"));
        Assert.Equal("1"u8, Text(files, "/1234567890/123456789"));
    }

    [Theory]
    [InlineData("", "capture.txt is empty")]
    [InlineData("\n", "is not a capture: its first line is not")]
    [InlineData("coretop capture\n", "is not a capture: its first line is not")]
    [InlineData("coretop capture 0\n", "is not a capture: its first line is not")]
    [InlineData("coretop capture two\n", "is not a capture: its first line is not")]
    [InlineData("\u007fELF", "is not a capture: its first line is not")]
    [InlineData("coretop capture 3\n", "was written by a newer CoreTop: it is a capture of version 3")]
    [InlineData("coretop capture 2\r\n-- end --\r\n", "has Windows line ends")]
    [InlineData("\ufeffcoretop capture 2\n-- end --\n", "begins with a byte order mark")]
    [InlineData("\u001f\u008b\u0008", "is compressed with gzip: unpack it first, with \"gzip -d\".")]
    [InlineData("\u00fd7zXZ\0", "is compressed with xz: unpack it first")]
    [InlineData("(\u00b5/\u00fd", "is compressed with zstd: unpack it first")]
    [InlineData("\u00ff\u00fec\0", "is UTF-16 text")]
    public void Another_file_is_refused_with_what_it_is(string text, string expected)
    {
        byte[] bytes = text.StartsWith('\ufeff') ? Encoding.UTF8.GetBytes(text) : Encoding.Latin1.GetBytes(text);

        Assert.Contains(expected, Message(bytes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-- end --\n")]
    [InlineData("-- end --")]
    public void A_capture_that_ends_with_its_mark_is_whole(string end) =>
        Assert.Equal("x\n"u8, Text(Read(Encoding.UTF8.GetBytes($"coretop capture 2\nFor a test.\n-- a --\nx\n{end}")), "/a"));

    [Fact]
    public void A_capture_cut_anywhere_is_refused_with_how_to_get_another()
    {
        byte[] whole = Whole("-- a --\nx\\x31\n-- b --\n");
        for (int length = "coretop capture 2".Length; length < whole.Length - 1; length++)
        {
            string message = Message(whole[..length]);
            Assert.StartsWith("capture.txt was cut: its last line is not \"-- end --\"", message, StringComparison.Ordinal);
            Assert.EndsWith("copy it again from where it was made, or make a new one with \"coretop capture FILE\".", message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("\n")]
    [InlineData("more\n")]
    [InlineData("-- b --\n")]
    [InlineData("-- end --\n")]
    public void What_follows_the_end_is_refused(string rest)
    {
        string message = Message([.. Whole("-- a --\nx\n"), .. Encoding.UTF8.GetBytes(rest)]);

        Assert.StartsWith("capture.txt, line 5: something follows the end of the capture", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_line_like_the_end_in_a_file_is_content()
    {
        var archive = new System.Buffers.ArrayBufferWriter<byte>();
        CaptureText.WriteContent("-- end --\n"u8, archive);

        Assert.Equal("-- end --\n"u8, Text(Read(Whole($"-- a --\n{Encoding.UTF8.GetString(archive.WrittenSpan)}")), "/a"));
    }

    [Fact]
    public void A_capture_of_version_1_is_refused_only_when_it_is_cut_within_a_line()
    {
        Assert.Equal("x\n"u8, Text(Read("coretop capture 1\n-- a --\nx\n"u8.ToArray()), "/a"));
        Assert.StartsWith("capture.txt was cut: its last line is not complete", Message("coretop capture 1\n-- a --\nx"u8.ToArray()), StringComparison.Ordinal);
        Assert.StartsWith("capture.txt was cut: its last line is not complete", Message("coretop capture 1"u8.ToArray()), StringComparison.Ordinal);
    }

    private static byte[] Capture(string files) => Encoding.UTF8.GetBytes($"coretop capture 1\nFor a test.\n{files}\n");

    private static byte[] Whole(string files) => Encoding.UTF8.GetBytes($"coretop capture 2\n{files}-- end --\n");

    private static CaptureFiles Read(byte[] text, CaptureBounds? bounds = null) => new(CaptureReader.Read("capture.txt", text, bounds));

    private static string Message(byte[] text) => Assert.Throws<MachineException>(() => Read(text)).Message;

    private static byte[] Text(CaptureFiles files, string path)
    {
        Assert.Equal(0, files.Read(Encoding.UTF8.GetBytes(path + '\0'), isTaskFile: false, out ReadOnlySpan<byte> text));
        return text.ToArray();
    }

    private static List<string> Names(CaptureFiles files, string path)
    {
        var names = new List<string>();
        int error = files.List(
            Encoding.UTF8.GetBytes(path + '\0'), isTaskFolder: false,
            (name, type) => names.Add(Encoding.UTF8.GetString(name) + (type == FileNative.FolderType ? "/" : string.Empty)));
        Assert.Equal(0, error);
        return [.. names.Order(StringComparer.Ordinal)];
    }
}
