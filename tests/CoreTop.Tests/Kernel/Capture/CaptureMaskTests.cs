using System.Text;
using CoreTop.Kernel.Capture;

namespace CoreTop.Tests.Kernel.Capture;

public sealed class CaptureMaskTests
{
    [Theory]
    [InlineData("python\0train.py\0--key=secret\0", "python\0*\0*\0")]
    [InlineData("/usr/bin/top\0", "/usr/bin/top\0")]
    [InlineData("/home/alice/bin/tool\0x\0", "/home/*/bin/tool\0*\0")]
    [InlineData("sshd: alice@pts/0\0\0\0", "sshd:\0*\0*\0*\0")]
    [InlineData("no end", "no\0*\0")]
    [InlineData("", "")]
    public void A_command_line_keeps_its_program(string text, string expected) =>
        Assert.Equal(expected, Apply("/proc/9/cmdline", text));

    [Fact]
    public void Users_keep_their_numbers() =>
        Assert.Equal(
            "root:x:0:\nuser1000:x:1000:\n",
            Apply("/etc/passwd", "root:x:0:0:root:/root:/bin/sh\nalice:x:1000:1000:Alice A.:/home/alice:/bin/sh\nbroken\n"));

    [Fact]
    public void Of_the_mounts_the_cgroups_stay() =>
        Assert.Equal(
            "31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n",
            Apply(
                "/proc/self/mountinfo",
                "22 1 8:1 / /home/alice rw - nfs server:/alice rw\n31 30 0:28 / /sys/fs/cgroup/cpu rw - cgroup cgroup rw,cpu\n"));

    [Fact]
    public void Neither_the_host_nor_an_environment_is_named()
    {
        Assert.Equal("host\n", Apply("/proc/sys/kernel/hostname", "secret.example\n"));
        Assert.Empty(Apply("/proc/9/environ", "KEY=secret\0"));
    }

    [Fact]
    public void Other_files_stay_as_they_are() => Assert.Equal("x y\0", Apply("/proc/9/stat", "x y\0"));

    private static string Apply(string path, string text) =>
        Encoding.UTF8.GetString(CaptureMask.Apply(path, Encoding.UTF8.GetBytes(text)));
}
