using System.Text;
using CoreTop.Kernel.Proc;
using CoreTop.Model.Causes;
using CoreTop.Model.Sampling;

namespace CoreTop.Tests.Kernel.Proc;

public sealed class EvidenceFilesTests
{
    [Fact]
    public void Of_an_environment_only_variables_about_affinity_are_kept()
    {
        const string Text = "HOME=/root\0OMP_PROC_BIND=close\0AWS_SECRET_ACCESS_KEY=s3cret\0XOMP_PLACES=cores\0"
            + "GOMP_CPU_AFFINITY=0-3\0KMP_AFFINITY=granularity=fine,compact,1,0\0SLURM_CPU_BIND=quiet,mask_cpu:0x1\0"
            + "SLURM_JOB_ID=42\0SLURM_JWT=token\0OPENBLAS_NUM_THREADS=4\0MKL_NUM_THREADS=1\0GOTO_NUM_THREADS=2\0";

        Assert.Equal(
            [
                new("OMP_PROC_BIND", "close"), new("GOMP_CPU_AFFINITY", "0-3"),
                new("KMP_AFFINITY", "granularity=fine,compact,1,0"), new("SLURM_CPU_BIND", "quiet,mask_cpu:0x1"),
                new("SLURM_JOB_ID", "42"), new("OPENBLAS_NUM_THREADS", "4"), new("MKL_NUM_THREADS", "1"),
                new("GOTO_NUM_THREADS", "2"),
            ],
            EnvironFile.Parse(Bytes(Text)));
    }

    [Fact]
    public void Of_a_launchers_variables_the_name_is_kept_and_the_value_only_where_it_tells_of_binding()
    {
        const string Text = "OMPI_COMM_WORLD_RANK=3\0OMPI_MCA_orte_bound_at_launch=1\0OMPI_MCA_orte_hnp_uri=1.0;tcp://10.0.0.7:1\0"
            + "PMIX_SECURITY_MODE=munge,native\0PMIX_SERVER_URI2=pmix-server.9;tcp4://127.0.0.1:9\0";

        Assert.Equal(
            [
                new("OMPI_COMM_WORLD_RANK", "3"), new("OMPI_MCA_orte_bound_at_launch", "1"), new("OMPI_MCA_orte_hnp_uri", ""),
                new("PMIX_SECURITY_MODE", ""), new("PMIX_SERVER_URI2", ""),
            ],
            EnvironFile.Parse(Bytes(Text)));
    }

    [Fact]
    public void Values_are_cut_short_and_hold_nothing_that_a_terminal_would_obey()
    {
        byte[] text = [.. Bytes("OMP_PLACES=\u001b[31m\n"), 0xFF, .. Bytes(new string('x', 5000) + "\0OMP_")];

        EnvironmentVariable variable = Assert.Single(EnvironFile.Parse(text));
        Assert.Equal("?[31m??" + new string('x', 2041), variable.Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0\0\0")]
    [InlineData("OMP_PROC_BIND\0=close\0no equals")]
    public void An_environment_of_anything_else_is_empty(string text) => Assert.Empty(EnvironFile.Parse(Bytes(text)));

    [Fact]
    public void Libraries_that_may_set_an_affinity_are_named_once_whatever_folder_holds_them()
    {
        const string Text = """
            563b08d02000-563b08d04000 r--p 00000000 fe:00 1234                       /usr/bin/python3.11
            7f1c00000000-7f1c00021000 rw-p 00000000 00:00 0 
            7f1c10000000-7f1c10001000 r--p 00000000 fe:00 77                         /opt/my env/torch/lib/libgomp-a34b3233.so.1
            7f1c10001000-7f1c10002000 r-xp 00001000 fe:00 77                         /opt/my env/torch/lib/libgomp-a34b3233.so.1
            7f1c20000000-7f1c20001000 r--p 00000000 fe:00 78                         /usr/lib/llvm-16/lib/libomp.so.5
            7f1c30000000-7f1c30001000 r--p 00000000 fe:00 79                         /x/numpy.libs/libscipy_openblas64_-ff651d7f.so
            7f1c40000000-7f1c40001000 r--p 00000000 fe:00 80                         /usr/lib/libompitrace.so.40
            7f1c40000000-7f1c40001000 r--p 00000000 fe:00 80                         /usr/lib/libompd.so
            7f1c50000000-7f1c50001000 rw-s 00000000 00:01 5                          /SYSV00510510 (deleted)
            7ffd0000-7ffd1000 r-xp 00000000 00:00 0                          [vdso]
            cut o
            """;

        var maps = MapsFile.Parse(Bytes(Text));

        Assert.Equal(["libgomp-a34b3233.so.1", "libomp.so.5", "libscipy_openblas64_-ff651d7f.so"], maps.Libraries);
        Assert.True(maps.HasOpenBlasTable);
        Assert.False(MapsFile.Parse(default).HasOpenBlasTable);
    }

    [Theory]
    [InlineData("   5309712     458755   666               4096   301   302      2  1000 ...", true)]
    [InlineData("  53097120     458755   666               4096   301   302      2  1000 ...", false)]
    [InlineData("         0    5309712   666               4096   301   302      2  1000 ...", false)]
    [InlineData("-159383552     458755   600", false)]
    [InlineData("", false)]
    public void OpenBlas_is_known_by_the_key_of_its_segment(string row, bool expected)
    {
        string text = "       key      shmid perms                  size  cpid  lpid nattch   uid\n" + row;

        Assert.Equal(expected, SharedMemoryFile.HasKey(Bytes(text), SharedMemoryFile.OpenBlasKey));
    }

    [Fact]
    public void Pages_of_a_numa_map_are_bytes_by_node_in_each_mappings_own_page_size()
    {
        const string Text = """
            563b08d02000 default file=/usr/bin/cat mapped=2 N0=2 kernelpagesize_kB=4
            7f0000000000 default file=/tmp/N0=9\040N1=9 anon=3 dirty=3 N0=1 N1=2 kernelpagesize_kB=4
            7f0040000000 bind:1 huge dirty=1 N1=1 kernelpagesize_kB=2048
            7f0050000000 default heap
            x
            """;

        Assert.Equal(
            [new NodeMemory(0, 3 * 4096), new NodeMemory(1, (2 * 4096) + (2048 * 1024))], NumaMapsFile.Parse(Bytes(Text)));
        Assert.Empty(NumaMapsFile.Parse(default));
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);
}
