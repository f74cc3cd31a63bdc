using CoreTop.Kernel.Files;
using CoreTop.Kernel.Logging;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Logging;

public sealed class LoginUserTests
{
    [Theory]
    [InlineData("1000", "bob", "ann")]
    [InlineData("4294967295", "bob", "bob")]
    [InlineData("4294967295", null, "root")]
    [InlineData("1234", "bob", "1234")]
    public void Who_logged_in_counts_before_whom_sudo_names(string login, string? sudo, string expected)
    {
        using var tree = new TempTree();
        tree.With("proc/self/loginuid", login).With("etc/passwd", "root:x:0:0::/root:/bin/sh\nann:x:1000:1000::/home/ann:/bin/sh");
        using var files = new KernelFiles(tree.Root);

        Assert.Equal(expected, LoginUser.Of(files, name => name == "SUDO_USER" ? sudo : null).Name);
    }

    [Theory]
    [InlineData(34819, "pts/3")]
    [InlineData(1083392, "pts/256")]
    [InlineData(1025, "tty1")]
    [InlineData(1088, "ttyS0")]
    [InlineData(0, "unknown")]
    public void The_terminal_is_named_as_who_does(int device, string expected)
    {
        using var tree = new TempTree();
        tree.With("proc/self/stat", $"7 (a) b) S 1 7 7 {device} 7 0 0");
        using var files = new KernelFiles(tree.Root);

        Assert.Equal(expected, LoginUser.Of(files, _ => null).Terminal);
    }
}
