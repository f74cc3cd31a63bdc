using CoreTop.Kernel.Bpf;
using CoreTop.Kernel.Proc;

namespace CoreTop.Tests.Kernel.Bpf;

public sealed class TaskProgramTests
{
    private const ulong LoadOperations = 0x61, OperationMask = 0xE7, ReadKernel = 0x71_0000_0085, Write = 0x7F_0000_0085;
    private const int KeptB = 7;

    [Fact]
    public void It_loads_each_member_from_where_this_kernel_has_it()
    {
        TaskProgram program = OfTasks(BtfBuilder.Kernel(), cpus: 2);

        Assert.Equal([248, 104, 136, 128, 240, 200, 204, 24, 28, 16, 1300, 1304, 1312, 1320, 1288, 256], OffsetsInTask(program.Code));
        Assert.Equal((1, 96), (program.MaskWords, program.RecordBytes));
    }

    [Fact]
    public void Members_of_older_kernels_are_found_by_their_older_names()
    {
        ulong[] code = OfTasks(BtfBuilder.Kernel(state: "state", isCpuInThreadInfo: false), cpus: 2).Code;

        Assert.Equal([248, 104, 136, 128, 240, 200, 204, 24, 28, 1280, 1300, 1304, 1312, 1320, 1288, 256], OffsetsInTask(code));
    }

    [Fact]
    public void The_mask_of_a_large_machine_is_written_in_pieces_that_fit_on_the_stack()
    {
        TaskProgram program = OfTasks(BtfBuilder.Kernel(), cpus: 8192);

        Assert.Equal((128, 88 + 1024), (program.MaskWords, program.RecordBytes));
        Assert.Equal(3, program.Code.Count(instruction => instruction == Write));
        Assert.All(program.Code.Where(IsStore), instruction => Assert.InRange(unchecked((short)(instruction >> 16)), -480, -1));
    }

    [Fact]
    public void A_mask_has_no_more_words_than_the_kernel_keeps() => Assert.Equal(128, OfTasks(BtfBuilder.Kernel(), cpus: 100_000).MaskWords);

    [Fact]
    public void In_an_inner_namespace_numbers_are_those_of_its_level()
    {
        ulong[] outer = OfTasks(BtfBuilder.Kernel(), cpus: 2).Code, inner = OfTasks(BtfBuilder.Kernel(), cpus: 2, level: 2).Code;

        Assert.DoesNotContain(ReadKernel, outer);
        Assert.Equal(2, inner.Count(instruction => instruction == ReadKernel));
        Assert.Equal(2, inner.Count(instruction => instruction >> 32 == 96 + (2 * 16) && (instruction & 0xFF) == 0x07));
    }

    [Fact]
    public void A_kernel_without_one_of_them_is_refused_and_the_member_named()
    {
        BtfBuilder types = BtfBuilder.Kernel(state: "something_new");

        Assert.Equal(
            "This kernel has no state in task_struct.", Assert.Throws<KernelFormatException>(() => OfTasks(types, cpus: 2)).Message);
    }

    private static TaskProgram OfTasks(BtfBuilder types, int cpus, int level = 0) =>
        TaskProgram.OfTasks(Btf.Parse(types.ToBytes()), cpus, level);

    private static bool IsStore(ulong instruction) => (instruction & OperationMask) == 0x63;

    private static int[] OffsetsInTask(ulong[] code) =>
    [
        .. code.Where(instruction => (instruction & OperationMask) == LoadOperations && ((instruction >> 12) & 0xF) == KeptB)
            .Select(instruction => (int)((instruction >> 16) & 0xFFFF)),
    ];
}
