using CoreTop.Kernel.Files;
using CoreTop.Kernel.Proc;
using CoreTop.Tests.Fixtures;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class UserNamesTests : IDisposable
{
    private readonly TempTree _tree = new();

    public void Dispose() => _tree.Dispose();

    [Fact]
    public void Names_come_from_passwd_and_the_first_of_a_number_counts()
    {
        _tree.With("etc/passwd", "root:x:0:0:root:/root:/bin/sh\ntoor:x:0:0::/:\nbroken\nx:y:z:\nubuntu:x:1000:1000::/:");
        using var files = new KernelFiles(_tree.Root);
        var names = new UserNames(files);

        Assert.Equal("root", names.Name(0));
        Assert.Equal("ubuntu", names.Name(1000));
        Assert.Equal("1001", names.Name(1001));
        Assert.Equal("4294967294", names.Name(-2));
    }

    [Fact]
    public void Without_passwd_a_user_is_a_number()
    {
        using var files = new KernelFiles(_tree.Root);

        Assert.Equal("0", new UserNames(files).Name(0));
    }
}
