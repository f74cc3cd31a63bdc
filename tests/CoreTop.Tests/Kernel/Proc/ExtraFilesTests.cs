using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class ExtraFilesTests
{
    [Fact]
    public void Io_counters_are_taken_by_their_names() => Assert.Equal(
        new IoCounters(323934931, 323929600, 632687, 632675, 4096, 323932160, 7),
        IoFile.Parse(
            "rchar: 323934931\nwchar: 323929600\nsyscr: 632687\nsyscw: 632675\nread_bytes: 4096\nwrite_bytes: 323932160\ncancelled_write_bytes: 7\n"u8));

    [Theory]
    [InlineData("")]
    [InlineData("rchar: x\n")]
    [InlineData("rchar:\n")]
    [InlineData("\0\0\0")]
    public void What_is_no_io_file_is_refused(string text) =>
        Assert.Throws<KernelFormatException>(() => IoFile.Parse(Encoding.UTF8.GetBytes(text)));

    [Theory]
    [InlineData("sleep (7, #threads: 1)\n---\nse.sum_exec_runtime   :   0.9\nse.nr_migrations       :        12\n", 12UL)]
    [InlineData("se.nr_migrations : x\n", null)]
    [InlineData("se.nr_migrations_cold : 4\n", null)]
    [InlineData("", null)]
    public void Migrations_are_found_where_the_kernel_tells_them(string text, ulong? expected) =>
        Assert.Equal(expected, SchedFile.ParseMigrations(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void The_memory_of_all_mappings_is_summed() => Assert.Equal(
        new SmapsRollupFile(252 * 1024, 24 * 1024),
        SmapsRollupFile.Parse(
            "558-7ff ---p 00000000 00:00 0 [rollup]\nRss: 884 kB\nPss: 252 kB\nPss_Anon: 5 kB\nPrivate_Clean: 20 kB\nPrivate_Dirty: 4 kB\n"u8));

    [Fact]
    public void A_kernel_thread_has_no_mappings() => Assert.Null(SmapsRollupFile.Parse(""u8));

    [Theory]
    [InlineData("0::/user.slice/user-1.slice\n", "/user.slice/user-1.slice")]
    [InlineData("5:cpu,cpuacct:/job\n2:cpuset:/set\n0::/\n", "/job")]
    [InlineData("9:memory:/m\n2:cpuset:/set\n0::/\n", "/set")]
    [InlineData("3:name=systemd:/a:b\n", "/a:b")]
    [InlineData("0::/\n", "/")]
    [InlineData("garbage", null)]
    [InlineData("", null)]
    public void A_cgroup_is_named_by_the_hierarchy_that_says_most(string text, string? expected) =>
        Assert.Equal(expected, CgroupEntry.PathOf(Encoding.UTF8.GetBytes(text)));
}
